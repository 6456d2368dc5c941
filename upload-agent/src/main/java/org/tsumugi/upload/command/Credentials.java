package org.tsumugi.upload.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Who the sender is to the server.
 *
 * @param id client id
 * @param secret client secret
 */
record Credentials(String id, String secret) {

    private static final Set<PosixFilePermission> FORBIDDEN = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /**
     * From a file with {@code client-id=} and {@code client-secret=}, else from the environment.
     *
     * @throws IOException when there are none, or others may read the file
     */
    static Credentials of(Optional<Path> file, Map<String, String> environment) throws IOException {
        if (file.isPresent()) {
            return read(file.get());
        }
        String id = environment.getOrDefault("TSUMUGI_CLIENT_ID", "");
        String secret = environment.getOrDefault("TSUMUGI_CLIENT_SECRET", "");
        if (id.isEmpty() || secret.isEmpty()) {
            throw new IOException(
                    "no credentials: give --credentials FILE, or set TSUMUGI_CLIENT_ID and TSUMUGI_CLIENT_SECRET"
                            + " / 認証情報がありません。--credentials か環境変数で指定してください");
        }
        return new Credentials(id, secret);
    }

    private static Credentials read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file + " / ファイルがありません");
        }
        if (Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(FORBIDDEN::contains)) {
            throw new IOException("others may read " + file + ": chmod 600 it first / 他の利用者が読めます。chmod 600 してください");
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        String id = properties.getProperty("client-id", "").strip();
        String secret = properties.getProperty("client-secret", "").strip();
        if (id.isEmpty() || secret.isEmpty()) {
            throw new IOException(file + " has no client-id= and client-secret=");
        }
        return new Credentials(id, secret);
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "Credentials[" + id + "]";
    }
}
