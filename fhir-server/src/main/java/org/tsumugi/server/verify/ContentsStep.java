package org.tsumugi.server.verify;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.raw.DamagedContentException.Kind;
import org.tsumugi.server.raw.RawStoreAwayException;
import org.tsumugi.server.raw.SealedRawStore;
import org.tsumugi.server.raw.Sha256;

/** Every content that the journal names is in the raw store, whole. */
final class ContentsStep implements Step {

    private static final int PAGE = 500;
    private static final int THREADS = 4;

    private static final String CONTENTS = """
            select c.file_id, c.sha256, f.facility, f.receipt
            from tsumugi.file_content c join tsumugi.storage_file f on f.file_id = c.file_id
            where (c.file_id, c.sha256) > (?, ?)
                and (cast(? as text) is null or f.facility = ?)
                and (cast(? as timestamptz) is null or c.received_at >= ?)
            order by c.file_id, c.sha256 limit ?
            """;

    private final JdbcOperations jdbc;
    private final SealedRawStore raw;
    private final Scope scope;
    private final Findings findings;

    ContentsStep(JdbcOperations jdbc, SealedRawStore raw, Scope scope, Findings findings) {
        this.jdbc = jdbc;
        this.raw = raw;
        this.scope = scope;
        this.findings = findings;
    }

    private record Row(long fileId, Sha256 sha256, String facility, UUID receipt) {
        String cursor() {
            return fileId + " " + sha256.hex();
        }
    }

    @Override
    public void run(String from, Cursor cursor) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            String at = from;
            List<Row> page;
            do {
                page = page(at);
                examine(page, threads);
                if (!page.isEmpty()) {
                    at = page.get(page.size() - 1).cursor();
                    cursor.at(at, page.size());
                }
            } while (page.size() == PAGE);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Row> page(String from) {
        String[] at = from.isEmpty() ? new String[] {"0", "00".repeat(32)} : from.split(" ", 2);
        Timestamp since = scope.since() == null ? null : Timestamp.from(scope.since());
        return jdbc.query(
                CONTENTS,
                (row, number) -> new Row(
                        row.getLong(1),
                        Sha256.ofDigest(row.getBytes(2)),
                        row.getString(3),
                        row.getObject(4, UUID.class)),
                Long.parseLong(at[0]),
                new Sha256(at[1]).bytes(),
                scope.facility(),
                scope.facility(),
                since,
                since,
                PAGE);
    }

    private void examine(List<Row> page, ExecutorService threads) throws IOException, InterruptedException {
        List<Future<Optional<FindingCode>>> results = new ArrayList<>(page.size());
        for (Row row : page) {
            results.add(threads.submit(() -> examine(row.sha256())));
        }
        for (int i = 0; i < results.size(); i++) {
            Row row = page.get(i);
            result(results.get(i))
                    .ifPresent(code ->
                            findings.add(code, row.facility(), row.receipt().toString()));
        }
    }

    private static Optional<FindingCode> result(Future<Optional<FindingCode>> future)
            throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private Optional<FindingCode> examine(Sha256 sha256) throws IOException {
        try {
            return raw.examine(sha256).map(ContentsStep::code);
        } catch (NoSuchFileException missing) {
            return Optional.of(FindingCode.MISSING);
        } catch (RawStoreAwayException away) {
            throw away;
        } catch (IOException unreadable) {
            return Optional.of(FindingCode.UNREADABLE);
        }
    }

    private static FindingCode code(Kind kind) {
        return switch (kind) {
            case DAMAGED -> FindingCode.DAMAGED;
            case WRONG_KEY -> FindingCode.WRONG_KEY;
            case SWAPPED -> FindingCode.SWAPPED;
        };
    }
}
