package org.tsumugi.testbed.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tsumugi.testbed.draw.Digits;

/**
 * Writes the transaction storage (トランザクションストレージ) beside a standardized one: the same messages in the order in which they
 * were sent, each behind a header line, a new file for each day. Holds the names of a facility's files in memory, not the files.
 */
public final class TransactionStorage {

    private static final int TIME = 4;
    private static final String LINE_END = "\r\n";

    private final Path storage;
    private final String facility;

    /** @param storage root of the facility's standardized storage */
    public TransactionStorage(Path storage, String facility) {
        this.storage = storage;
        this.facility = facility;
    }

    /** The parts of a storage file's name, and where it lies. */
    private record Sent(Path file, List<String> parts, boolean delete) {
        String key() {
            return String.join("_", parts.subList(0, TIME));
        }

        String time() {
            return parts.get(TIME);
        }

        boolean deleted() {
            return parts.get(6).equals("0");
        }
    }

    /**
     * Writes {@code transaction/<year>/TR_<time>_<number>.DAT} below the storage's root.
     *
     * @return the number of files
     */
    public long write() throws IOException {
        List<Sent> all = inOrder();
        int from = 0;
        long files = 0;
        while (from < all.size()) {
            int to = from;
            while (to < all.size() && day(all.get(to)).equals(day(all.get(from)))) {
                to++;
            }
            files++;
            day(all.subList(from, to), files);
            from = to;
        }
        return files;
    }

    private static String day(Sent sent) {
        return sent.time().substring(0, 8);
    }

    private void day(List<Sent> messages, long number) throws IOException {
        String time = messages.get(0).time();
        Path folder = storage.resolve("transaction").resolve(time.substring(0, 4));
        Files.createDirectories(folder);
        Path file = folder.resolve("TR_" + time + "_" + Digits.pad(number, 5) + ".DAT");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (Sent message : messages) {
                out.write(header(message).getBytes(StandardCharsets.US_ASCII));
                out.write(Files.readAllBytes(message.file()));
                out.write(LINE_END.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private String header(Sent sent) {
        List<String> parts = sent.parts();
        return String.join(
                        ",",
                        "#SSMIX",
                        "2.00",
                        facility,
                        parts.get(0),
                        parts.get(1),
                        parts.get(2),
                        parts.get(3),
                        sent.delete() ? "DEL" : "INS",
                        parts.get(5),
                        sent.time())
                + LINE_END;
    }

    /** By time; of the deleted files of a key the last one is the delete itself. */
    private List<Sent> inOrder() throws IOException {
        List<Sent> all = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(storage)) {
            paths.filter(Files::isRegularFile).map(this::sent).forEach(all::addAll);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        all.sort(Comparator.comparing(Sent::time).thenComparing(sent -> String.join("_", sent.parts())));
        Map<String, Integer> deletes = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).deleted()) {
                deletes.put(all.get(i).key(), i);
            }
        }
        deletes.values()
                .forEach(i -> all.set(i, new Sent(all.get(i).file(), all.get(i).parts(), true)));
        return all;
    }

    /** Files of the other storages below the same root have names of another form. */
    private List<Sent> sent(Path file) {
        boolean standard = storage.relativize(file).getNameCount() == 6;
        List<String> parts = List.of(file.getFileName().toString().split("_", -1));
        return standard && parts.size() == 7 ? List.of(new Sent(file, parts, false)) : List.of();
    }
}
