package org.tsumugi.server.testing;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;
import org.tsumugi.testbed.storage.StorageFile;
import org.tsumugi.testbed.storage.StorageSink;

/** Files of made-up hospitals, by path. */
public final class GeneratedFiles {

    private GeneratedFiles() {}

    /** One hospital's standardized storage. */
    public static SortedMap<String, byte[]> of(int people, long seed) throws IOException {
        return new Sink(false).generate(1, people, seed).firstEntry().getValue();
    }

    /** The standardized and the extended storages of some hospitals, by their codes. */
    public static SortedMap<String, SortedMap<String, byte[]>> network(int facilities, int people, long seed)
            throws IOException {
        return new Sink(true).generate(facilities, people, seed);
    }

    /** The generator hands files over from several threads. */
    private static final class Sink implements StorageSink {

        private final TreeMap<String, SortedMap<String, byte[]>> byFacility = new TreeMap<>();
        private final boolean extended;

        Sink(boolean extended) {
            this.extended = extended;
        }

        TreeMap<String, SortedMap<String, byte[]>> generate(int facilities, int people, long seed) throws IOException {
            new NetworkGenerator(new NetworkSettings(facilities, people, seed)).generate(this, GenerationListener.NONE);
            return byFacility;
        }

        @Override
        public boolean takesExtended() {
            return extended;
        }

        @Override
        public synchronized void accept(String facility, StorageFile file) {
            Map<String, byte[]> files = byFacility.computeIfAbsent(facility, code -> new TreeMap<>());
            files.put(file.path(), file.content());
        }
    }
}
