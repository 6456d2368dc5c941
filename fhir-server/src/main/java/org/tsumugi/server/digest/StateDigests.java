package org.tsumugi.server.digest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.raw.Sha256;

/**
 * Digests of a facility's live resources, read from HAPI's tables page by page: no transaction stays open. While files of the facility
 * are pending, or arrive, a digest is one of no certain moment.
 */
public final class StateDigests {

    private static final int PAGE = 500;

    private static final String TYPES = """
            select distinct res_type from hfj_resource where partition_id = ? and res_deleted_at is null
            """;

    /** Ids are UUIDs of lower-case digits, so that every collation orders them alike. */
    private static final String RESOURCES = """
            select r.fhir_id, v.res_encoding, v.res_text_vc
            from hfj_resource r join hfj_res_ver v
                on v.partition_id = r.partition_id and v.res_id = r.res_id and v.res_ver = r.res_ver
            where r.partition_id = ? and r.res_type = ? and r.res_deleted_at is null and r.fhir_id > ?
            order by r.fhir_id limit ?
            """;

    private final JdbcOperations jdbc;
    private final Facilities facilities;

    /** Digests of what is in the database behind {@code jdbc}. */
    public StateDigests(JdbcOperations jdbc, Facilities facilities) {
        this.jdbc = jdbc;
        this.facilities = facilities;
    }

    /**
     * The digest of one facility.
     *
     * @throws NoSuchElementException when it is not registered
     */
    public StateDigest of(String facility) {
        return of(facility, each -> {});
    }

    /** The same, and {@code each} sees the digest of every resource on the way. */
    public StateDigest of(String facility, Consumer<ResourceDigest> each) {
        int partition = facilities.partitionOf(facility).orElseThrow();
        Map<String, TypeDigest> byType = new TreeMap<>();
        for (String type : jdbc.queryForList(TYPES, String.class, partition)) {
            byType.put(type, ofType(partition, type, each));
        }
        StringBuilder lines = new StringBuilder();
        byType.forEach((type, digest) ->
                lines.append(type).append(' ').append(digest.sha256()).append('\n'));
        long resources =
                byType.values().stream().mapToLong(TypeDigest::resources).sum();
        return new StateDigest(facility, resources, sha256(lines), byType);
    }

    /** Gives the digests of all live resources of a facility, by type and id. */
    public void resources(String facility, Consumer<ResourceDigest> each) {
        int partition = facilities.partitionOf(facility).orElseThrow();
        jdbc.queryForList(TYPES, String.class, partition).stream()
                .sorted()
                .forEach(type -> ofType(partition, type, each));
    }

    private TypeDigest ofType(int partition, String type, Consumer<ResourceDigest> each) {
        Sha256Lines lines = new Sha256Lines();
        String last = "";
        List<ResourceDigest> page;
        do {
            page = page(partition, type, last);
            for (ResourceDigest resource : page) {
                lines.add(resource.id() + " " + resource.sha256());
                each.accept(resource);
                last = resource.id();
            }
        } while (page.size() == PAGE);
        return new TypeDigest(lines.count(), lines.hex());
    }

    private List<ResourceDigest> page(int partition, String type, String after) {
        List<ResourceDigest> page = new ArrayList<>(PAGE);
        jdbc.query(
                RESOURCES,
                row -> {
                    String text = row.getString("res_text_vc");
                    if (text == null || !"JSON".equals(row.getString("res_encoding"))) {
                        throw new IllegalStateException("HAPI keeps a resource elsewhere than this release knows");
                    }
                    page.add(new ResourceDigest(
                            type,
                            row.getString("fhir_id"),
                            CanonicalJson.digest(text).hex()));
                },
                partition,
                type,
                after,
                PAGE);
        return page;
    }

    private static String sha256(CharSequence text) {
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }
}
