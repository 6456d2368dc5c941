package org.tsumugi.server.verify;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.store.ResourceDigests;

/** Every resource that the pipeline wrote is in HAPI's tables as it was written. */
final class ResourcesStep implements Step {

    private static final int PAGE = 500;

    /** One statement, so that it sees both sides at one moment: they change in one transaction. */
    private static final String PRODUCED = """
            select p.resource_id, p.resource_type, p.digest, g.facility, v.res_text_vc
            from tsumugi.produced_resource p
            join tsumugi.resource_group g on g.group_id = p.group_id
            join tsumugi.facility f on f.code = g.facility
            left join hfj_resource r on r.partition_id = f.partition_id and r.res_type = p.resource_type
                and r.fhir_id = cast(p.resource_id as text) and r.res_deleted_at is null
            left join hfj_res_ver v on v.partition_id = r.partition_id and v.res_id = r.res_id and v.res_ver = r.res_ver
            where p.resource_id > ? and (cast(? as text) is null or g.facility = ?)
            order by p.resource_id limit ?
            """;

    private final JdbcOperations jdbc;
    private final FhirContext fhir;
    private final ResourceDigests digests;
    private final Scope scope;
    private final Findings findings;

    ResourcesStep(JdbcOperations jdbc, FhirContext fhir, Scope scope, Findings findings) {
        this.jdbc = jdbc;
        this.fhir = fhir;
        this.digests = new ResourceDigests(fhir);
        this.scope = scope;
        this.findings = findings;
    }

    private record Row(
            UUID id,
            String type,
            Sha256 digest,
            String facility,
            @Nullable String text) {}

    @Override
    public void run(String from, Cursor cursor) throws InterruptedException {
        UUID at = from.isEmpty() ? new UUID(0, 0) : UUID.fromString(from);
        List<Row> page;
        do {
            page = page(at);
            for (Row row : page) {
                check(row);
                at = row.id();
            }
            cursor.at(at.toString(), page.size());
        } while (page.size() == PAGE);
    }

    private List<Row> page(UUID after) {
        return jdbc.query(
                PRODUCED,
                (row, number) -> new Row(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        Sha256.ofDigest(row.getBytes(3)),
                        row.getString(4),
                        row.getString(5)),
                after,
                scope.facility(),
                scope.facility(),
                PAGE);
    }

    private void check(Row row) {
        String subject = row.type() + "/" + row.id();
        if (row.text() == null) {
            findings.add(FindingCode.RESOURCE_MISSING, row.facility(), subject);
        } else if (!isAsWritten(row, row.text())) {
            findings.add(FindingCode.RESOURCE_DIFFERS, row.facility(), subject);
        }
    }

    private boolean isAsWritten(Row row, String text) {
        Resource resource;
        try {
            resource = (Resource) fhir.newJsonParser().parseResource(text);
        } catch (RuntimeException notAResource) {
            return false;
        }
        resource.setId(row.type() + "/" + row.id());
        return digests.of(resource).equals(row.digest());
    }
}
