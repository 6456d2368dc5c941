package org.tsumugi.testbed.generate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.tsumugi.testbed.storage.StorageFile;
import org.tsumugi.testbed.storage.StorageSink;

/**
 * A generated network in memory.
 *
 * @param files of the standardized storages: content by facility and path
 * @param extended files of the extended storages, below {@code facility/extended/}
 */
record GeneratedNetwork(SortedMap<String, byte[]> files, SortedMap<String, byte[]> extended, int handedOver) {

    static GeneratedNetwork of(int facilities, int patients, long seed) throws IOException {
        Memory memory = new Memory();
        new NetworkGenerator(new NetworkSettings(facilities, patients, seed)).generate(memory, GenerationListener.NONE);
        return new GeneratedNetwork(memory.files, memory.extended, memory.handedOver.get());
    }

    /** SHA-256 over all paths and contents, in the order of the paths. */
    String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (SortedMap<String, byte[]> storage : java.util.List.of(files, extended)) {
                storage.forEach((path, content) -> {
                    sha256.update(path.getBytes(StandardCharsets.US_ASCII));
                    sha256.update(content);
                });
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Memory implements StorageSink {
        private final SortedMap<String, byte[]> files = new ConcurrentSkipListMap<>();
        private final SortedMap<String, byte[]> extended = new ConcurrentSkipListMap<>();
        private final AtomicInteger handedOver = new AtomicInteger();

        @Override
        public boolean takesExtended() {
            return true;
        }

        @Override
        public void accept(String facility, StorageFile file) {
            boolean document = file.path().startsWith("extended/");
            (document ? extended : files).put(facility + "/" + file.path(), file.content());
            handedOver.incrementAndGet();
        }
    }
}
