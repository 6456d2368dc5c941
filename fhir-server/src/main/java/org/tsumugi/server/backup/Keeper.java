package org.tsumugi.server.backup;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.Sha256;

/** Puts contents into the raw store, small ones many at a time. */
final class Keeper implements Closeable {

    private static final long SMALL = 1 << 20;
    private static final long MOST_BYTES = 16 << 20;
    private static final int MOST = 500;

    private final RawStore raw;
    private final List<RawStore.Content> waiting = new ArrayList<>();
    private long bytes;

    Keeper(RawStore raw) {
        this.raw = raw;
    }

    void keep(RawStore.Reading reading, Sha256 sha256) throws IOException {
        if (reading.size() > SMALL) {
            raw.put(reading.bytes());
            return;
        }
        byte[] content = reading.bytes().readAllBytes();
        waiting.add(new RawStore.Content(sha256, content));
        bytes += content.length;
        if (waiting.size() >= MOST || bytes >= MOST_BYTES) {
            keepWaiting();
        }
    }

    private void keepWaiting() throws IOException {
        if (!waiting.isEmpty()) {
            raw.put(waiting);
        }
        waiting.clear();
        bytes = 0;
    }

    @Override
    public void close() throws IOException {
        keepWaiting();
    }
}
