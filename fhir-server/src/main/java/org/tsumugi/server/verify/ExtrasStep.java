package org.tsumugi.server.verify;

import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** Nothing is alive in a facility's partition that the pipeline did not write. */
final class ExtrasStep implements Step {

    private static final int PAGE = 2_000;

    private static final String RESOURCES = """
            select r.res_id, r.res_type, r.fhir_id, f.code, p.resource_id is null as extra
            from hfj_resource r
            join tsumugi.facility f on f.partition_id = r.partition_id
            left join tsumugi.produced_resource p on p.resource_type = r.res_type and p.resource_id =
                case when r.fhir_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then cast(r.fhir_id as uuid) end
            where r.res_id > ? and r.res_deleted_at is null and (cast(? as text) is null or f.code = ?)
            order by r.res_id limit ?
            """;

    private final JdbcOperations jdbc;
    private final Scope scope;
    private final Findings findings;

    ExtrasStep(JdbcOperations jdbc, Scope scope, Findings findings) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.findings = findings;
    }

    private record Row(long id, String type, String fhirId, String facility, boolean extra) {}

    @Override
    public void run(String from, Cursor cursor) throws InterruptedException {
        long at = from.isEmpty() ? 0 : Long.parseLong(from);
        List<Row> page;
        do {
            page = page(at);
            for (Row row : page) {
                if (row.extra()) {
                    findings.add(FindingCode.RESOURCE_EXTRA, row.facility(), row.type() + "/" + row.fhirId());
                }
                at = row.id();
            }
            cursor.at(Long.toString(at), page.size());
        } while (page.size() == PAGE);
    }

    private List<Row> page(long after) {
        return jdbc.query(
                RESOURCES,
                (row, number) -> new Row(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5)),
                after,
                scope.facility(),
                scope.facility(),
                PAGE);
    }
}
