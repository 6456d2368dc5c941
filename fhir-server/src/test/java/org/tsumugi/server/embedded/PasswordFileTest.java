package org.tsumugi.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {

    @TempDir
    Path directory;

    @Test
    void passwordShouldBeLongRandomAndItsOwnersAlone() throws Exception {
        Path file = directory.resolve("password");
        Files.createFile(file);
        PasswordFile password = new PasswordFile(file);
        password.writeNew();
        String first = password.read();
        password.writeNew();

        assertThat(first).matches("[A-Za-z0-9_-]{43}");
        assertThat(password.read()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
