package org.tsumugi.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** A random password in a file that only its owner can read. */
record PasswordFile(Path file) {

    private static final int BYTES = 32;

    /** Replaces the password by a new one. */
    void writeNew() throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        PrivateFiles.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    }

    String read() throws IOException {
        return Files.readString(file).strip();
    }
}
