package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.tsumugi.testbed.TemporaryJournal;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;
import org.tsumugi.testbed.storage.StorageDirectory;
import org.tsumugi.testbed.storage.StorageFile;
import org.tsumugi.upload.AgentListener;
import org.tsumugi.upload.AgentSettings;
import org.tsumugi.upload.UploadAgent;

/** One run of {@code bench backup}. */
final class BackupBench {

    private static final String RECEIVED = "1399000001";
    private static final String MADE = "1399000002";
    private static final int CHANGED_PER_HUNDRED = 1;

    private final RunningHome server;
    private final Path place;
    private final PrintWriter out;

    /** @param place where backups go */
    BackupBench(RunningHome server, Path place, PrintWriter out) {
        this.server = server;
        this.place = place;
        this.out = out;
    }

    void run(long rows, int blobs, long seed) throws IOException, InterruptedException, SQLException {
        try (Connection database = server.database()) {
            server.post("/operator/facilities", "{\"facility\":\"" + MADE + "\"}");
            receive(blobs, seed);
            JournalRows journal = new JournalRows(database, MADE);
            long start = System.nanoTime();
            journal.make(1, rows);
            journal.settle();
            out.printf(Locale.ROOT, "made %,d rows in %.0f s%n", rows, since(start));
            out.println("backup\trows of the journal\trows read\tfiles taken\tcontents taken\tbytes\tseconds");
            take("first, everything", journal);

            long changed = rows * CHANGED_PER_HUNDRED / 100;
            journal.make(rows + 1, rows + changed / 2);
            journal.rename(changed * 10, 20);
            receive(blobs * CHANGED_PER_HUNDRED / 100, seed + 1);
            take("second, after 1 % changed", journal);
            take("third, nothing changed", journal);
            walk();
        }
        out.flush();
    }

    private void take(String name, JournalRows journal) throws IOException, InterruptedException, SQLException {
        journal.awaitCounters();
        long read = journal.rowsRead();
        long start = System.nanoTime();
        Map<String, String> taken = server.job("/operator/backup", "{\"place\":\"" + place.toAbsolutePath() + "\"}");
        double seconds = since(start);
        journal.awaitCounters();
        long rowsRead = journal.rowsRead() - read;
        out.printf(
                Locale.ROOT,
                "%s\t%,d\t%,d\t%,d\t%,d\t%,d\t%.1f%n",
                name,
                journal.rows(),
                rowsRead,
                number(taken, "files"),
                number(taken, "contents"),
                number(taken, "bytes"),
                seconds);
        out.flush();
    }

    private static long number(Map<String, String> members, String name) {
        return Long.parseLong(members.getOrDefault(name, "-1"));
    }

    /** What a copy that compares trees pays before it copies anything, as rsync does: one look at every file. */
    private void walk() throws IOException {
        AtomicLong files = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        long start = System.nanoTime();
        Files.walkFileTree(server.directory().resolve("raw"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.incrementAndGet();
                bytes.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }
        });
        double seconds = since(start);
        out.printf(
                Locale.ROOT,
                "baseline: a look at each of %,d blobs (%,d bytes) takes %.2f s, %,.0f a second%n",
                files.get(),
                bytes.get(),
                seconds,
                files.get() / seconds);
    }

    /** Sends so many real messages, as another patient's each: they are kept, and nothing more is made of them. */
    private void receive(int files, long seed) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("tsumugi-bench");
        try (TemporaryJournal journal = TemporaryJournal.make()) {
            long start = System.nanoTime();
            generate(work, files, seed);
            AgentSettings settings =
                    AgentSettings.demo(server.server(), RECEIVED, work.resolve(RECEIVED), journal.directory());
            try (UploadAgent agent = UploadAgent.open(settings)) {
                long acknowledged = agent.runOnce(AgentListener.NONE).acknowledged();
                out.printf(Locale.ROOT, "received %,d contents in %.0f s%n", acknowledged, since(start));
            }
            new ServerClient(server.server(), RECEIVED).awaitNothingPending();
        } finally {
            Folders.delete(work);
        }
    }

    private static void generate(Path work, int files, long seed) throws IOException {
        StorageDirectory directory = new StorageDirectory(work);
        AtomicLong written = new AtomicLong();
        NetworkGenerator generator = new NetworkGenerator(new NetworkSettings(1, 1, seed));
        for (int person = 0; written.get() < files; person++) {
            generator.generate(
                    person,
                    person + 1,
                    (facility, file) -> {
                        if (written.getAndIncrement() < files) {
                            directory.accept(RECEIVED, ofAnotherPatient(file));
                        }
                    },
                    GenerationListener.NONE);
        }
    }

    private static StorageFile ofAnotherPatient(StorageFile file) {
        String[] parts = file.path().split("/", -1);
        String patient = parts[2];
        String other = "9" + patient.substring(1);
        parts[0] = other.substring(0, 3);
        parts[1] = other.substring(3, 6);
        return new StorageFile(String.join("/", parts).replace(patient, other), file.content());
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
