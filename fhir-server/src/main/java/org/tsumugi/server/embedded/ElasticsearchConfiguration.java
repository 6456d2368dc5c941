package org.tsumugi.server.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.commons.io.file.PathUtils;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Elasticsearch's configuration directory, written at every start. Nothing in it comes from the distribution's own.
 *
 * @param directory the configuration directory
 * @param data the indices
 * @param logs Elasticsearch's own logs
 * @param temporary scratch space
 */
record ElasticsearchConfiguration(Path directory, Path data, Path logs, Path temporary) {

    /** The only user there is, and the name of its role. */
    static final String USER = "tsumugi";

    private static final String LOGGING = "elasticsearch-log4j2.properties";

    static ElasticsearchConfiguration below(Path parent) {
        return new ElasticsearchConfiguration(
                parent.resolve("config"), parent.resolve("data"), parent.resolve("logs"), parent.resolve("tmp"));
    }

    /** Makes what is not there yet, and writes the settings for a start on {@code port}. */
    void write(int port, int heapMegabytes, String password) throws IOException {
        for (Path each : new Path[] {directory, data, logs, temporary}) {
            PrivateFiles.makeDirectory(each);
        }
        // what an engine that was killed has left there can keep the next one from starting
        PathUtils.cleanDirectory(directory);
        PathUtils.cleanDirectory(temporary);
        write("elasticsearch.yml", settings(port));
        write("jvm.options", jvmOptions(heapMegabytes));
        write("log4j2.properties", logging());
        write("users", USER + ":" + new BCryptPasswordEncoder().encode(password) + "\n");
        write("users_roles", USER + ":" + USER + "\n");
        write("roles.yml", """
                %s:
                  cluster: [ "monitor", "manage" ]
                  indices:
                    - names: [ "*" ]
                      privileges: [ "all" ]
                """.formatted(USER));
        SelfSignedCertificate certificate = SelfSignedCertificate.create();
        write("transport.key", certificate.key());
        write("transport.crt", certificate.certificate());
    }

    private void write(String name, String content) throws IOException {
        PrivateFiles.write(directory.resolve(name), content);
    }

    private String settings(int port) {
        return """
                # Written at every start of the server.
                cluster.name: tsumugi
                node.name: embedded
                path.data: %s
                path.logs: %s
                discovery.type: single-node
                network.host: 127.0.0.1
                http.port: %d
                http.compression: false
                transport.port: 0
                action.auto_create_index: false
                # Free space in sizes, not in shares of the disk: nine tenths in use is no reason to stop.
                cluster.routing.allocation.disk.watermark.low: 500mb
                cluster.routing.allocation.disk.watermark.high: 300mb
                cluster.routing.allocation.disk.watermark.flood_stage: 200mb
                xpack.security.enabled: true
                xpack.security.enrollment.enabled: false
                xpack.security.autoconfiguration.enabled: false
                # Nobody but the user of the file "users" exists.
                xpack.security.authc.realms.file.file.order: 0
                xpack.security.authc.realms.native.native.enabled: false
                xpack.security.authc.realms.native.native.order: 1
                xpack.security.authc.reserved_realm.enabled: false
                xpack.security.authc.api_key.enabled: false
                xpack.security.authc.token.enabled: false
                xpack.security.http.ssl.enabled: false
                # Without this whoever reaches the transport port is trusted like a node.
                xpack.security.transport.ssl.enabled: true
                xpack.security.transport.ssl.verification_mode: certificate
                xpack.security.transport.ssl.client_authentication: required
                xpack.security.transport.ssl.key: transport.key
                xpack.security.transport.ssl.certificate: transport.crt
                xpack.security.transport.ssl.certificate_authorities: transport.crt
                """.formatted(quoted(data), quoted(logs), port);
    }

    /** YAML's form in which nothing but the quote itself has a meaning. */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    /** Heap dumps and garbage collection logs are left out: dumps hold documents, and the logs have no end. */
    private String jvmOptions(int heapMegabytes) {
        return """
                -Xms%1$dm
                -Xmx%1$dm
                -XX:+UseG1GC
                -XX:-AlwaysPreTouch
                -XX:+ExitOnOutOfMemoryError
                -XX:-UsePerfData
                -XX:ErrorFile=%2$s/hs_err.log
                -Djava.io.tmpdir=${ES_TMPDIR}
                -Des.queryable_built_in_roles_enabled=false
                %3$s
                """.formatted(heapMegabytes, logs, engineArgument());
    }

    /** The argument that only this directory's launcher has. */
    String launcherArgument() {
        return "-Des.path.conf=" + directory;
    }

    /** The argument that only this directory's engine has. */
    String engineArgument() {
        return "-Dtsumugi.configuration=" + directory;
    }

    private static String logging() throws IOException {
        try (InputStream content = ElasticsearchConfiguration.class.getResourceAsStream(LOGGING)) {
            return new String(Objects.requireNonNull(content).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
