package org.tsumugi.testbed.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tsumugi.search.Generation;
import org.tsumugi.search.Generation.Versioned;
import org.tsumugi.search.Generation.Written;
import org.tsumugi.testbed.search.data.Documents;
import org.tsumugi.testbed.search.data.SyntheticPerson;
import org.tsumugi.testbed.search.data.SyntheticRegion;
import org.tsumugi.testbed.search.data.Vocabulary;

/** Writes a whole region into an empty index. */
final class BulkLoad {

    static final int THREADS = 2;

    /** As the server has it. */
    private static final int BATCH = 200;

    /** Bounds what is made and not yet written. */
    private static final int WAITING = 2 * THREADS;

    private final Generation generation;
    private final Documents documents;
    private final Deque<Future<Written>> waiting = new ArrayDeque<>();

    BulkLoad(Generation generation, Vocabulary vocabulary) {
        this.generation = generation;
        this.documents = new Documents(vocabulary);
    }

    void run(SyntheticRegion region) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Iterator<SyntheticPerson> persons = region.persons().iterator();
            while (persons.hasNext()) {
                List<Versioned> batch = next(persons);
                waiting.add(threads.submit(() -> generation.write(batch)));
                await(WAITING);
            }
            await(0);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Versioned> next(Iterator<SyntheticPerson> persons) {
        List<Versioned> batch = new ArrayList<>(BATCH);
        while (batch.size() < BATCH && persons.hasNext()) {
            batch.add(new Versioned(documents.of(persons.next()), 1));
        }
        return batch;
    }

    /** Until no more than so many wait. */
    private void await(int most) throws InterruptedException {
        while (waiting.size() > most) {
            Written written;
            try {
                written = waiting.remove().get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("writing the index failed", e.getCause());
            }
            if (!written.refused().isEmpty()) {
                throw new IllegalStateException(
                        "the index refuses: " + written.refused().values());
            }
        }
    }
}
