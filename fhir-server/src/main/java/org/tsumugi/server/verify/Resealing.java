package org.tsumugi.server.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobProgress;
import org.tsumugi.server.raw.RawStoreAwayException;
import org.tsumugi.server.raw.SealedRawStore;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.raw.StorageFullException;

/**
 * {@code raw reseal}: every content that the journal names is sealed with the key that seals now. One that is damaged or missing stays
 * as it is; then older keys are still needed.
 */
public final class Resealing implements Job {

    /** The kind. */
    public static final String KIND = "raw-reseal";

    private static final int PAGE = 500;

    private final JdbcOperations jdbc;
    private final SealedRawStore raw;

    /** Reseals the contents that the journal behind {@code jdbc} names. */
    public Resealing(JdbcOperations jdbc, SealedRawStore raw) {
        this.jdbc = jdbc;
        this.raw = raw;
    }

    @Override
    public String kind() {
        return KIND;
    }

    private record Row(long fileId, Sha256 sha256) {}

    @Override
    public JsonNode run(JobProgress progress, JsonNode arguments) throws IOException {
        ObjectNode state = progress.earlier()
                .map(earlier -> (ObjectNode) earlier.deepCopy())
                .orElseGet(JsonNodeFactory.instance::objectNode);
        Row at = new Row(
                state.path("file").asLong(), new Sha256(state.path("sha256").asText("00".repeat(32))));
        List<Row> page;
        do {
            page = page(at);
            for (Row row : page) {
                reseal(row, state);
                at = row;
                state.put("file", at.fileId()).put("sha256", at.sha256().hex());
                progress.report(state.put("done", state.path("done").asLong() + 1));
            }
        } while (page.size() == PAGE);
        if (state.path("damaged").asLong() == 0) {
            raw.allResealed();
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("resealed", state.path("resealed").asLong())
                .put("damaged", state.path("damaged").asLong());
    }

    private List<Row> page(Row after) {
        return jdbc.query(
                "select file_id, sha256 from tsumugi.file_content where (file_id, sha256) > (?, ?)"
                        + " order by file_id, sha256 limit ?",
                (row, number) -> new Row(row.getLong(1), Sha256.ofDigest(row.getBytes(2))),
                after.fileId(),
                after.sha256().bytes(),
                PAGE);
    }

    private void reseal(Row row, ObjectNode state) throws IOException {
        try {
            if (raw.reseal(row.sha256())) {
                state.put("resealed", state.path("resealed").asLong() + 1);
            }
        } catch (RawStoreAwayException | StorageFullException world) {
            throw world;
        } catch (IOException damaged) {
            state.put("damaged", state.path("damaged").asLong() + 1);
        }
    }
}
