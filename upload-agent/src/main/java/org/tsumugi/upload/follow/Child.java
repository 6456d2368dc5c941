package org.tsumugi.upload.follow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Something in a directory.
 *
 * @param name in Unicode, whatever the locale of this process; with U+FFFD where the file system's bytes are none
 */
record Child(String name, Path path, BasicFileAttributes attributes) {

    private static final char UNKNOWN = '\uFFFD';

    /** What is in a directory, by name; what vanishes meanwhile is left out. */
    static List<Child> of(Path directory) throws IOException {
        List<Child> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            for (Path path : stream) {
                try {
                    children.add(new Child(nameOf(path), path, Files.readAttributes(path, BasicFileAttributes.class)));
                } catch (NoSuchFileException vanished) {
                    // It is not in the directory any more
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        children.sort(Comparator.comparing(Child::name));
        return children;
    }

    /**
     * Extended storages have Japanese names. In a process without a UTF-8 locale Java cannot show them; their bytes are in the URI.
     */
    static String nameOf(Path path) {
        String shown = String.valueOf(path.getFileName());
        if (shown.indexOf(UNKNOWN) < 0 && shown.indexOf('?') < 0) {
            return shown;
        }
        String raw = path.toUri().getRawPath();
        String trimmed = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        return decoded(trimmed.substring(trimmed.lastIndexOf('/') + 1));
    }

    private static String decoded(String percentEncoded) {
        ByteBuffer bytes = ByteBuffer.allocate(percentEncoded.length());
        for (int i = 0; i < percentEncoded.length(); i++) {
            if (percentEncoded.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(percentEncoded, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.put((byte) percentEncoded.charAt(i));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return String.valueOf(UNKNOWN);
        }
    }

    boolean isReadable() {
        return name.indexOf(UNKNOWN) < 0;
    }

    boolean isDirectory() {
        return attributes.isDirectory();
    }

    long mtimeNanos() {
        return mtimeNanos(attributes);
    }

    static long mtimeNanos(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }
}
