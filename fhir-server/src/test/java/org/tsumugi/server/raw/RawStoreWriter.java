package org.tsumugi.server.raw;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A process that keeps contents, one batch after the other, and says of each when it is kept. */
final class RawStoreWriter {

    private static final int BATCH = 20;

    private RawStoreWriter() {}

    /** The content of this number: small ones, and some that take many writes. */
    static RawStore.Content content(int number) {
        Random random = new Random(number);
        byte[] bytes = new byte[number % 7 == 0 ? 400_000 : 500 + random.nextInt(3_000)];
        random.nextBytes(bytes);
        return RawStore.Content.of(bytes);
    }

    /** The store below a directory. */
    static SealedRawStore open(Path directory, Clock clock) throws IOException {
        return RawStores.openWithOwnKey(
                new RawStores.Place("", directory.resolve("raw"), directory, 0), directory.resolve("raw.key"), clock);
    }

    public static void main(String[] arguments) throws IOException {
        SealedRawStore store = open(Path.of(arguments[0]), Clock.systemUTC());
        for (int from = Integer.parseInt(arguments[1]); ; from += BATCH) {
            int first = from;
            if (from / BATCH % 3 == 0) {
                for (int number = first; number < first + BATCH; number++) {
                    store.put(new ByteArrayInputStream(content(number).bytes()));
                }
            } else {
                store.put(List.copyOf(IntStream.range(first, first + BATCH)
                        .mapToObj(RawStoreWriter::content)
                        .toList()));
            }
            System.out.println(from + BATCH);
        }
    }
}
