package org.tsumugi.server.testing;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** S3Proxy on a directory, in a process of its own. It checks signatures. */
public final class S3Server implements AutoCloseable {

    /** The access key. */
    public static final String ACCESS_KEY = "test-access";

    /** The secret key. */
    public static final String SECRET_KEY = "test-secret";

    private static final String REGION = "us-east-1";
    private static final Path LIBRARIES = Path.of("..", "testbed", "s3proxy", "target", "lib");

    private final Process process;
    private final int port;

    private S3Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until it answers. */
    public static S3Server start() throws IOException {
        Path directory = TestDatabase.newDirectory("s3");
        int port = FreePorts.next();
        Path settings = Files.write(
                directory.resolve("s3proxy.conf"),
                Map.of(
                                "s3proxy.endpoint",
                                "http://127.0.0.1:" + port,
                                "s3proxy.authorization",
                                "aws-v2-or-v4",
                                "s3proxy.identity",
                                ACCESS_KEY,
                                "s3proxy.credential",
                                SECRET_KEY,
                                "jclouds.provider",
                                "filesystem-nio2",
                                "jclouds.filesystem.basedir",
                                Files.createDirectory(directory.resolve("data")).toString(),
                                "jclouds.identity",
                                "local",
                                "jclouds.credential",
                                "local",
                                "jclouds.regions",
                                REGION)
                        .entrySet()
                        .stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList());
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        LIBRARIES.toAbsolutePath().normalize() + "/*",
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("s3proxy.log").toFile())
                .start();
        S3Server server = new S3Server(process, port);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Awaitility.await("the S3 server answers; its output is in " + directory)
                .atMost(Duration.ofMinutes(2))
                .until(() -> server.answers() || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException("the S3 server did not start; its output is in " + directory);
        }
        return server;
    }

    private boolean answers() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Makes a bucket and gives the URL of a place in it. */
    public String place(String bucket) {
        try (S3Client client = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.of(REGION))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build()) {
            client.createBucket(request -> request.bucket(bucket));
        }
        return "s3://" + bucket + "/some/prefix?path-style=true&region=" + REGION + "&endpoint="
                + URLEncoder.encode("http://127.0.0.1:" + port, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Awaitility.await().until(() -> !process.isAlive());
    }
}
