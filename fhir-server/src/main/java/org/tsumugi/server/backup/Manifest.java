package org.tsumugi.server.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a backup consists of. It is written last: a backup without one does not exist.
 *
 * @param format of this file and the pieces
 * @param id of the backup
 * @param chain of the first backup that this one builds on
 * @param parent the backup before in the chain; null for the first
 * @param number in the chain, from 0
 * @param takenAt the state of the database is of this moment
 * @param cluster the database server's identity
 * @param xmin transactions from this number on may be missing in it
 * @param schema the number of the last migration of the database's schema
 * @param raw whether the contents of the raw store are in it
 * @param files rows of the journal in it
 * @param contents contents in it
 * @param unreadable contents that the raw store could not give, or gave damaged
 * @param pieces everything else in the folder
 */
record Manifest(
        int format,
        UUID id,
        UUID chain,
        @Nullable UUID parent,
        int number,
        Instant takenAt,
        String cluster,
        String xmin,
        String schema,
        boolean raw,
        long files,
        long contents,
        long unreadable,
        List<Piece> pieces) {

    static final int FORMAT = 1;
    static final String NAME = "manifest.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** What a piece holds. */
    enum Kind {
        /** All rows of a table, sealed. */
        TABLE,
        /** The rows of a table that changed since the parent, sealed. */
        ROWS,
        /** Contents of the raw store as they lie there, one after the other. */
        PACK,
        /** The digests of the contents in the pack of the same name, sealed. */
        INDEX,
        /** The digests of the contents that the raw store could not give as they ought to be, sealed: the next backup tries again. */
        LOST
    }

    /**
     * A file of the backup.
     *
     * @param name in the folder
     * @param kind what it holds
     * @param table of which; null for what is of none
     * @param columns of the table, in their order
     * @param size of the file
     * @param sha256 of the file
     * @param content the digest of what is sealed in it; null where nothing is
     */
    record Piece(
            String name,
            Kind kind,
            @Nullable String table,
            List<String> columns,
            long size,
            String sha256,
            @Nullable String content) {}

    byte[] json() throws IOException {
        return JSON.writeValueAsBytes(this);
    }

    static Manifest read(InputStream in) throws IOException {
        Manifest manifest = JSON.readValue(in, Manifest.class);
        if (manifest.format() != FORMAT) {
            throw new IOException("a backup of format " + manifest.format() + ", which this release does not know");
        }
        return manifest;
    }
}
