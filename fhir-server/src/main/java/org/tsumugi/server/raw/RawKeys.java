package org.tsumugi.server.raw;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tsumugi.server.home.PrivateFile;

/**
 * The keys of the raw store: a text file with one key a line, 32 bytes in Base64; empty lines and lines that begin with {@code #} say
 * nothing. The first key names the blobs and never changes; the last one seals what is written; all of them open.
 */
public final class RawKeys {

    private final List<RawKey> keys;

    private RawKeys(List<RawKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * The keys in a file.
     *
     * @throws RawKeyException when there is none, or it holds none
     */
    public static RawKeys load(Path file) throws IOException {
        try {
            return parse(Files.readString(file), file);
        } catch (NoSuchFileException missing) {
            throw new RawKeyException(
                    "The key file of the raw store " + file
                            + " does not exist. Put it back from where you keep the copy; for"
                            + " a new store make one with: openssl rand -base64 32",
                    "原本ストアの鍵ファイル " + file + " がありません。保管してある写しを戻してください。"
                            + "新しいストアの場合は次のコマンドで作成します: openssl rand -base64 32");
        }
    }

    /** The same; the file is made, for its owner only, when there is none. */
    public static RawKeys loadOrMake(Path file) throws IOException {
        return parse(PrivateFile.readOrMake(file, () -> line(newSecret()) + "\n"), file);
    }

    /** Keys that are in no file. */
    public static RawKeys generate() {
        return new RawKeys(List.of(new RawKey(newSecret())));
    }

    private static byte[] newSecret() {
        byte[] secret = new byte[RawKey.BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    private static String line(byte[] secret) {
        return Base64.getEncoder().encodeToString(secret);
    }

    private static RawKeys parse(String text, Path file) {
        List<RawKey> keys = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(key(line, file, number));
            }
        }
        if (keys.isEmpty()) {
            throw new RawKeyException(
                    "The key file of the raw store " + file + " holds no key.", "原本ストアの鍵ファイル " + file + " に鍵がありません。");
        }
        return new RawKeys(keys);
    }

    private static RawKey key(String line, Path file, int number) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException notBase64) {
            throw notAKey(file, number);
        }
        if (secret.length != RawKey.BYTES) {
            throw notAKey(file, number);
        }
        return new RawKey(secret);
    }

    private static RawKeyException notAKey(Path file, int line) {
        return new RawKeyException(
                "Line " + line + " of the key file of the raw store " + file + " is not 32 bytes in Base64.",
                "原本ストアの鍵ファイル " + file + " の " + line + " 行目は 32 バイトの Base64 ではありません。");
    }

    /** The key that names. */
    RawKey naming() {
        return keys.get(0);
    }

    /** The key that seals. */
    RawKey writing() {
        return keys.get(keys.size() - 1);
    }

    Optional<RawKey> withId(byte[] id) {
        return keys.stream().filter(key -> Arrays.equals(key.id(), id)).findFirst();
    }

    boolean has(String hexId) {
        return withId(HexFormat.of().parseHex(hexId)).isPresent();
    }
}
