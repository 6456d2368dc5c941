package org.tsumugi.server.journal;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.storage.PatientFile;

/** Turns rows into the arrays that PostgreSQL's {@code unnest} takes: one round trip for any number of rows. */
final class Columns {

    private final List<JournalEntry> rows;

    Columns(Collection<JournalEntry> rows) {
        this.rows = List.copyOf(rows);
    }

    Object text(Function<JournalEntry, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /** Parts of the name, or null where the name says nothing reliable. */
    Object ofPatient(Function<PatientFile, String> part) {
        @Nullable String[] values = new @Nullable String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i).name().patientFile().map(part).orElse(null);
        }
        return values;
    }

    Object numbers(ToIntFunction<JournalEntry> column) {
        return rows.stream().mapToInt(column).toArray();
    }

    Object longs(ToLongFunction<JournalEntry> column) {
        return rows.stream().mapToLong(column).toArray();
    }

    Object bytes(Function<JournalEntry, byte[]> column) {
        return rows.stream().map(column).toArray(byte[][]::new);
    }
}
