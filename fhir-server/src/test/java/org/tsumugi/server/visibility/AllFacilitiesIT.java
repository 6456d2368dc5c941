package org.tsumugi.server.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;

/** Facilities that are registered and have sent nothing cost a reader nothing, and are seen as soon as there is something to see. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class AllFacilitiesIT {

    @LocalServerPort
    int port;

    @Autowired
    Facilities facilities;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void listShouldHaveTheFacilitiesThatHaveResources() throws Exception {
        int first = facilities.register("1344556601");
        int silent = facilities.register("1344556602");
        int second = facilities.register("1344556603");
        assertThat(readable()).doesNotContain(first, silent, second).isSorted();

        send("1344556603");
        assertThat(readable()).contains(second).doesNotContain(first, silent).doesNotHaveDuplicates();

        send("1344556601");
        assertThat(readable()).contains(first, second).doesNotContain(silent).isSorted();
    }

    private List<Integer> readable() {
        return new AllFacilities(jdbc).of(new SystemRequestDetails()).readable();
    }

    private void send(String facility) throws IOException {
        Map<String, byte[]> files = new ConcurrentHashMap<>();
        new NetworkGenerator(new NetworkSettings(1, 1, 3))
                .generate((code, file) -> files.put(file.path(), file.content()), GenerationListener.NONE);
        FacilityClient client = new FacilityClient(port, facility);
        client.post(FacilityClient.tar(new TreeMap<>(files)));
        client.settled();
    }
}
