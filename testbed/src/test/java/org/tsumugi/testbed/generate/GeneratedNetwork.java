package org.tsumugi.testbed.generate;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A generated network in memory: content by facility and path. */
record GeneratedNetwork(SortedMap<String, byte[]> files, int handedOver) {

    static GeneratedNetwork of(int facilities, int patients, long seed) throws IOException {
        SortedMap<String, byte[]> files = new ConcurrentSkipListMap<>();
        AtomicInteger handedOver = new AtomicInteger();
        new NetworkGenerator(new NetworkSettings(facilities, patients, seed))
                .generate(
                        (facility, file) -> {
                            files.put(facility + "/" + file.path(), file.content());
                            handedOver.incrementAndGet();
                        },
                        GenerationListener.NONE);
        return new GeneratedNetwork(files, handedOver.get());
    }

    /** SHA-256 over all paths and contents, in the order of the paths. */
    String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            files.forEach((path, content) -> {
                sha256.update(path.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                sha256.update(content);
            });
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
