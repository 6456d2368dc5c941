package org.tsumugi.server.store;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.store.Preview.Change;
import org.tsumugi.server.store.Preview.Counts;
import org.tsumugi.server.store.Preview.Kind;

/** Writes nothing: notes what would be written, and how it differs from what is there. */
final class PreviewWriter implements ResourceWriter {

    private static final int EXAMPLES = 1000;

    private static final String PRESENT = """
            select r.res_type || '/' || r.fhir_id, v.res_text_vc
            from tsumugi.facility f
            join hfj_resource r on r.partition_id = f.partition_id
            join hfj_res_ver v on v.partition_id = r.partition_id and v.res_id = r.res_id and v.res_ver = r.res_ver
            where f.code = ? and r.fhir_id = any(cast(? as text[])) and r.res_deleted_at is null
            """;

    private final JdbcOperations jdbc;
    private final FhirContext fhir;
    private final Map<String, Counts> byType = new TreeMap<>();
    private final List<Change> examples = new ArrayList<>();

    PreviewWriter(JdbcOperations jdbc, FhirContext fhir) {
        this.jdbc = jdbc;
        this.fhir = fhir;
    }

    Map<String, Counts> byType() {
        return byType;
    }

    List<Change> examples() {
        return examples;
    }

    @Override
    public void write(String facility, List<Resource> puts, Collection<String> deletes) {
        Map<String, String> present = new HashMap<>();
        jdbc.query(
                PRESENT,
                row -> {
                    present.put(row.getString(1), row.getString(2));
                },
                facility,
                puts.stream().map(put -> put.getIdElement().getIdPart()).toArray(String[]::new));
        for (Resource put : puts) {
            String reference = put.fhirType() + "/" + put.getIdElement().getIdPart();
            String before = present.get(reference);
            List<String> paths = ElementPaths.between(
                    before == null ? "{}" : before, fhir.newJsonParser().encodeResourceToString(put));
            add(reference, before == null ? Kind.CREATED : Kind.CHANGED, paths);
        }
        deletes.forEach(reference -> add(reference, Kind.DELETED, List.of()));
    }

    private void add(String reference, Kind kind, List<String> paths) {
        byType.merge(reference.substring(0, reference.indexOf('/')), kind.counts(), Counts::plus);
        if (examples.size() < EXAMPLES) {
            examples.add(new Change(reference, kind, paths));
        }
    }
}
