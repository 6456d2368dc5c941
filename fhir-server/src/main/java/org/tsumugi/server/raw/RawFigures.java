package org.tsumugi.server.raw;

import java.util.concurrent.atomic.LongAdder;

/** What the raw store has done since the server was started, for those who watch it. */
public final class RawFigures {

    private final LongAdder blobs = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();

    RawFigures() {}

    void kept(long blobCount, long byteCount) {
        blobs.add(blobCount);
        bytes.add(byteCount);
    }

    void full() {
        refused.increment();
    }

    void failed() {
        failed.increment();
    }

    /** Blobs that were written. */
    public long blobs() {
        return blobs.sum();
    }

    /** Their size as written: compressed and encrypted. */
    public long bytes() {
        return bytes.sum();
    }

    /** How often something was refused because there was no room. */
    public long refusals() {
        return refused.sum();
    }

    /** How often writing or opening failed for another reason. */
    public long failures() {
        return failed.sum();
    }
}
