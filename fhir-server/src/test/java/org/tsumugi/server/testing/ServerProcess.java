package org.tsumugi.server.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The server in a process of its own, with its embedded database, so that it can be killed. */
public final class ServerProcess implements AutoCloseable {

    private static final String SERVER = "org.tsumugi.server.TsumugiServer";

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server on this home and waits until it can serve.
     *
     * @param arguments of the command line, behind those that every test's server has
     */
    public static ServerProcess start(Path home, Path log, String... arguments) throws IOException {
        return startBehind(List.of(), home, log, arguments);
    }

    /**
     * The same behind another program.
     *
     * @param program with its arguments; it must become what the rest of its command line says, not start it
     */
    public static ServerProcess startBehind(List<String> program, Path home, Path log, String... arguments)
            throws IOException {
        int port = FreePorts.next();
        List<String> command = new ArrayList<>(program);
        command.addAll(commandLine("-Xmx1g", SERVER));
        command.addAll(List.of(
                "--server.port=" + port,
                "--tsumugi.home=" + home,
                "--tsumugi.exit-with-parent=true",
                "--tsumugi.demo-clients=true"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        ServerProcess server = new ServerProcess(process, port);
        Awaitility.await("the server serves; its output is in " + log)
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .until(server::isServingOrDead);
        if (!process.isAlive()) {
            throw new IllegalStateException("the server did not start; its output is in " + log);
        }
        return server;
    }

    /** What starts a class of the test's class path in a process of its own; a server uses the Elasticsearch that tests share. */
    public static List<String> commandLine(String heap, String mainClass) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        if (mainClass.equals(SERVER)) {
            command.addAll(TestSearch.shared().jvmArguments());
        }
        command.add(mainClass);
        return List.copyOf(command);
    }

    private boolean isServingOrDead() throws InterruptedException {
        if (!process.isAlive()) {
            return true;
        }
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        Awaitility.await().until(() -> !process.isAlive());
    }

    @Override
    public void close() {
        process.destroy();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive());
    }
}
