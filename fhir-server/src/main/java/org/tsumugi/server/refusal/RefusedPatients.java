package org.tsumugi.server.refusal;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcOperations;

/** The refusal lists, as they are read. Every method asks the database and joins an open transaction. */
public final class RefusedPatients {

    private final JdbcOperations jdbc;

    /** The lists in the migrated database behind {@code jdbc}. */
    public RefusedPatients(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** The patient IDs on the facility's list, in order. */
    public Set<String> of(String facility) {
        return new TreeSet<>(
                jdbc.queryForList("select patient from tsumugi.refusal where facility = ?", String.class, facility));
    }

    /** Which of these patients are on the facility's list. */
    public Set<String> among(String facility, Collection<String> patients) {
        return Set.copyOf(jdbc.queryForList(
                "select patient from tsumugi.refusal where facility = ? and patient = any(cast(? as text[]))",
                String.class,
                facility,
                patients.toArray(String[]::new)));
    }

    /** A number that rises with every change of the facility's list; 0 when there never was one. */
    public long version(String facility) {
        return jdbc
                .queryForList("select version from tsumugi.refusal_list where facility = ?", Long.class, facility)
                .stream()
                .findFirst()
                .orElse(0L);
    }
}
