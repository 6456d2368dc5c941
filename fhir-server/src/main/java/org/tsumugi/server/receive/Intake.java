package org.tsumugi.server.receive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsumugi.server.journal.Journal;
import org.tsumugi.server.journal.JournalEntry;
import org.tsumugi.server.journal.Receipt;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.raw.RawStore;

/** Makes received files durable: first the bytes, then the journal row. */
public final class Intake {

    private final RawStore raw;
    private final Journal journal;
    private final Runnable wakePipeline;

    /** @param wakePipeline called when something was recorded */
    public Intake(RawStore raw, Journal journal, Runnable wakePipeline) {
        this.raw = raw;
        this.journal = journal;
        this.wakePipeline = wakePipeline;
    }

    /** A file whose bytes are in memory, not durable yet. */
    record Incoming(StorageName name, RawStore.Content content) {

        JournalEntry entry() {
            return new JournalEntry(name, content.sha256(), content.bytes().length);
        }
    }

    /**
     * Keeps these files, in this order.
     *
     * @return a receipt for each
     * @throws IOException when the raw store could not keep them all; nothing of them is acknowledged then
     */
    List<Receipt> keep(String facility, List<Incoming> files) throws IOException {
        raw.put(files.stream().map(Incoming::content).toList());
        List<Receipt> receipts = new ArrayList<>(files.size());
        for (List<Incoming> distinct : runsWithoutRepetition(files)) {
            Map<String, Receipt> byIdentity = journal.record(
                    facility, distinct.stream().map(Incoming::entry).toList());
            for (Incoming file : distinct) {
                Receipt receipt = byIdentity.get(file.name().identity());
                if (receipt == null) {
                    throw new IllegalStateException("the journal gave no receipt for a file");
                }
                receipts.add(receipt);
            }
        }
        wakePipeline.run();
        return receipts;
    }

    private static List<List<Incoming>> runsWithoutRepetition(List<Incoming> files) {
        List<List<Incoming>> runs = new ArrayList<>();
        List<Incoming> run = new ArrayList<>();
        Set<String> identities = new HashSet<>();
        for (Incoming file : files) {
            if (!identities.add(file.name().identity())) {
                runs.add(run);
                run = new ArrayList<>();
                identities.clear();
                identities.add(file.name().identity());
            }
            run.add(file);
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }
}
