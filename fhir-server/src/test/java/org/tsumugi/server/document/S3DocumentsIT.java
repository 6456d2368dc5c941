package org.tsumugi.server.document;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.tsumugi.server.testing.S3Server;

/** The same with all received bytes in S3-compatible object storage. */
@DirtiesContext
class S3DocumentsIT extends DocumentsIT {

    private static @Nullable S3Server server;

    @DynamicPropertySource
    static void keepInObjectStorage(DynamicPropertyRegistry properties) throws IOException {
        S3Server started = S3Server.start();
        server = started;
        System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
        String place = started.place("documents");
        properties.add("tsumugi.raw.url", () -> place);
    }

    @AfterAll
    static void stopServer() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        Objects.requireNonNull(server).close();
    }
}
