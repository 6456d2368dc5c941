package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.digest.StateDigests;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;

/** Two server processes on one database and one raw store: they come up together, share the work, and do none of it twice. */
class TwoServersIT {

    private static final String BOTH = "1327654401";
    private static final String ONE = "1327654402";

    @Test
    void serversShouldShareTheWorkAndDoNoneTwice() throws Exception {
        Map<String, byte[]> files = new ConcurrentHashMap<>();
        new NetworkGenerator(new NetworkSettings(1, 6, 9))
                .generate((facility, file) -> files.put(file.path(), file.content()), GenerationListener.NONE);
        Map<String, byte[]> even = new LinkedHashMap<>();
        Map<String, byte[]> odd = new LinkedHashMap<>();
        new TreeMap<>(files).forEach((path, content) -> (even.size() > odd.size() ? odd : even).put(path, content));

        try (TwoServers servers = TwoServers.start()) {
            FacilityClient a = servers.client(0, BOTH);
            FacilityClient b = servers.client(1, BOTH);
            FacilityClient other = servers.client(0, ONE);

            TwoServers.together(List.of(() -> a.post(FacilityClient.tar(even)), () -> b.post(FacilityClient.tar(odd))));
            JsonNode both = a.settled();
            other.post(FacilityClient.tar(new TreeMap<>(files)));
            JsonNode one = other.settled();

            assertThat(b.status()).isEqualTo(both);
            assertThat(counts(both)).isEqualTo(counts(one));
            assertThat(both.get("received").asInt()).isEqualTo(files.size());
            assertThat(servers.repeatedVersions())
                    .as("versions that say the same as the one before")
                    .isEmpty();
            StateDigests digests = new StateDigests(servers.jdbc, new Facilities(servers.jdbc, Clock.systemUTC()));
            assertThat(digests.of(BOTH).resources())
                    .isEqualTo(digests.of(ONE).resources())
                    .isPositive();
            assertThat(servers.jdbc.queryForObject("""
                            select count(*) from tsumugi.produced_resource p where not exists (select 1 from hfj_resource r
                                where r.fhir_id = cast(p.resource_id as text) and r.res_deleted_at is null)
                            """, Integer.class)).isZero();
        }
    }

    private static ObjectNode counts(JsonNode status) {
        ObjectNode counts = status.deepCopy();
        counts.remove(List.of("facility", "lastReceivedAt"));
        return counts;
    }
}
