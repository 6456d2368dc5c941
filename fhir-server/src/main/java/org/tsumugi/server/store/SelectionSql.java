package org.tsumugi.server.store;

import java.util.ArrayList;
import java.util.List;
import org.tsumugi.server.journal.FileState;

/** A {@link Selection} as a condition on {@code tsumugi.storage_file f}, with its parameters. */
record SelectionSql(String condition, List<Object> parameters) {

    static SelectionSql of(Selection which) {
        List<String> conditions = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        conditions.add("(f.patient is not null or f.area = 'TRANSACTION' and f.state = 'QUARANTINED')");
        if (which.states().isEmpty()) {
            conditions.add("f.state <> 'SUPERSEDED'");
        } else {
            conditions.add("f.state = any(cast(? as text[]))");
            parameters.add(which.states().stream().map(FileState::name).toArray(String[]::new));
        }
        which.facility().ifPresent(facility -> {
            conditions.add("f.facility = ?");
            parameters.add(facility);
        });
        which.patient().ifPresent(patient -> {
            conditions.add("f.patient = ?");
            parameters.add(patient);
        });
        which.code().ifPresent(code -> {
            conditions.add(
                    "exists (select 1 from tsumugi.file_issue i where i.file_id = f.file_id and i.code = cast(? as text))");
            parameters.add(code);
        });
        if (!which.receipts().isEmpty()) {
            conditions.add("f.receipt = any(cast(? as uuid[]))");
            parameters.add(SqlArrays.uuids(which.receipts()));
        }
        if (which.outdated()) {
            conditions.add("f.mapping <> (select version_id from tsumugi.mapping_in_force)");
        }
        return new SelectionSql(String.join(" and ", conditions), parameters);
    }

    /** The parameters of a statement that has others before and behind those of the condition. */
    Object[] parameters(List<?> before, Object... behind) {
        List<Object> all = new ArrayList<>(before);
        all.addAll(parameters);
        all.addAll(List.of(behind));
        return all.toArray();
    }
}
