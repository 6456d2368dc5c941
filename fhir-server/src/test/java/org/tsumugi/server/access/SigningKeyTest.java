package org.tsumugi.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {

    @TempDir
    Path folder;

    @Test
    void loadOrCreateShouldKeepTheKeyForItsOwnerOnly() throws IOException {
        Path file = folder.resolve("keys").resolve("signing.jwk");

        RSAKey made = SigningKey.loadOrCreate(file);

        assertThat(made.isPrivate()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(folder.resolve("keys"))) {
            assertThat(left).containsExactly(file);
        }
        assertThat(SigningKey.loadOrCreate(file)).isEqualTo(made);
    }

    @Test
    void loadOrCreateShouldNotReplaceAFileThatIsNotAKey() throws IOException {
        Path file = Files.writeString(folder.resolve("signing.jwk"), "{}");

        assertThatThrownBy(() -> SigningKey.loadOrCreate(file)).isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("{}");
    }

    @Test
    void loadOrCreateShouldGiveOneKeyToAllWhoMakeItAtOnce() throws Exception {
        Path file = folder.resolve("shared.jwk");
        ExecutorService processes = Executors.newFixedThreadPool(4);
        try {
            List<Callable<RSAKey>> makers = Collections.nCopies(4, () -> SigningKey.loadOrCreate(file));
            Set<RSAKey> keys = new HashSet<>();
            for (Future<RSAKey> key : processes.invokeAll(makers)) {
                keys.add(key.get());
            }

            assertThat(keys).hasSize(1);
        } finally {
            processes.shutdown();
        }
    }
}
