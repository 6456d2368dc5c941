package org.tsumugi.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tsumugi.hl7v2.storage.ConditionFlag;

/** A {@link Selection} as a condition on {@code tsumugi.storage_file f}, with its parameters. */
record SelectionSql(String condition, List<Object> parameters) {

    static SelectionSql of(Selection which) {
        List<String> conditions = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        conditions.add("(f.patient is not null or f.area = 'TRANSACTION' and f.state = 'QUARANTINED')");
        if (which.states().isEmpty()) {
            // what a deletion says may be different next time
            conditions.add("(f.state <> 'SUPERSEDED' or f.flag = " + ConditionFlag.DELETED.ordinal() + ")");
        } else {
            // written out, so that an index of one state can be seen to do
            conditions.add("f.state in ("
                    + which.states().stream()
                            .map(state -> "'" + state.name() + "'")
                            .sorted()
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        which.facility().ifPresent(facility -> {
            conditions.add("f.facility = ?");
            parameters.add(facility);
        });
        which.patient().ifPresent(patient -> {
            conditions.add("f.patient = ?");
            parameters.add(patient);
        });
        which.dataType().ifPresent(type -> {
            conditions.add("f.data_type = ?");
            parameters.add(type);
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
