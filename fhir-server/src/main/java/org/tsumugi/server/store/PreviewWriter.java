package org.tsumugi.server.store;

import ca.uhn.fhir.context.FhirContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.store.Preview.Change;
import org.tsumugi.server.store.Preview.Kind;

/** Writes nothing: notes what would be written, and how it differs from what is there. */
final class PreviewWriter implements ResourceWriter {

    private static final String PRESENT = """
            select r.res_type || '/' || r.fhir_id, v.res_text_vc
            from tsumugi.facility f
            join hfj_resource r on r.partition_id = f.partition_id
            join hfj_res_ver v on v.partition_id = r.partition_id and v.res_id = r.res_id and v.res_ver = r.res_ver
            where f.code = ? and r.fhir_id = any(cast(? as text[])) and r.res_deleted_at is null
            """;

    private final JdbcOperations jdbc;
    private final FhirContext fhir;
    private final Map<String, Change> changes = new LinkedHashMap<>();

    PreviewWriter(JdbcOperations jdbc, FhirContext fhir) {
        this.jdbc = jdbc;
        this.fhir = fhir;
    }

    /** What is different in the end from what is there, however often it was written. */
    Collection<Change> changes() {
        return changes.values();
    }

    @Override
    public void write(String facility, List<Resource> puts, Collection<String> deletes) {
        Map<String, String> present = present(facility, puts);
        for (Resource put : puts) {
            String reference = put.fhirType() + "/" + put.getIdElement().getIdPart();
            String before = present.get(reference);
            List<String> paths = ElementPaths.between(
                    before == null ? "{}" : before, fhir.newJsonParser().encodeResourceToString(put));
            changes.put(reference, new Change(reference, before == null ? Kind.CREATED : Kind.CHANGED, paths));
        }
        deletes.forEach(reference -> changes.compute(
                reference,
                (same, before) -> before != null && before.kind() == Kind.CREATED
                        ? null
                        : new Change(reference, Kind.DELETED, List.of())));
    }

    private Map<String, String> present(String facility, List<Resource> puts) {
        Map<String, String> present = new HashMap<>();
        jdbc.query(
                PRESENT,
                row -> {
                    present.put(row.getString(1), row.getString(2));
                },
                facility,
                puts.stream().map(put -> put.getIdElement().getIdPart()).toArray(String[]::new));
        return present;
    }
}
