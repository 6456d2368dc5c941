package org.tsumugi.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.testing.GeneratedFiles;
import org.tsumugi.server.testing.ServerTest;
import org.tsumugi.testbed.net.Tap;

/** A connection that is cut in the middle of a body leaves no half file behind, and what is sent again is there once. */
@ServerTest
@TestPropertySource(properties = "tsumugi.demo-clients=true")
class CutBodyIT {

    private static final int PLACES = 16;
    private static final String CUT = "1317654311";

    @LocalServerPort
    int port;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void fileShouldBeWholeOrAbsentWhereverItsPutIsCut() throws Exception {
        String facility = "1317654312";
        Map.Entry<String, byte[]> file = files().entrySet().iterator().next();
        try (Tap tap = Tap.to(port)) {
            FacilityClient client = new FacilityClient(tap.port(), facility);
            int request = file.getValue().length + client.token().length() + 300;
            for (int place = 1; place < PLACES; place++) {
                tap.cutNow();
                tap.cutAfter((long) request * place / PLACES);
                sendCut(() -> client.put(file.getKey(), file.getValue()));
            }
            tap.cutNow();
            tap.hold();
            // on a connection of its own: one of those that were cut may still be in the client's pool
            FacilityClient fresh = new FacilityClient(tap.port(), facility);
            assertThat(fresh.put(file.getKey(), file.getValue()).status()).isIn(200, 201);
            assertThat(tap.cuts()).isPositive();
            assertThat(fresh.settled().get("received").asInt()).isEqualTo(1);
        }
        assertThat(sizes(facility)).containsExactly((long) file.getValue().length);
    }

    @Test
    void everythingShouldBeThereOnceWhereverATarIsCut() throws Exception {
        Map<String, byte[]> files = files();
        byte[] tar = FacilityClient.tar(files);
        try (Tap tap = Tap.to(port)) {
            FacilityClient client = new FacilityClient(tap.port(), CUT);
            for (int place = 1; place < PLACES; place++) {
                tap.cutNow();
                tap.cutAfter((long) tar.length * place / PLACES);
                sendCut(() -> client.post(tar));
                JsonNode received = new FacilityClient(port, CUT).status().get("received");
                assertThat(received.asInt()).isLessThanOrEqualTo(files.size());
            }
            tap.cutNow();
            tap.hold();
            FacilityClient.Reply whole = new FacilityClient(tap.port(), CUT).post(tar);
            assertThat(FacilityClient.lines(whole)).hasSize(files.size());
        }
        FacilityClient direct = new FacilityClient(port, CUT);
        assertThat(direct.settled().get("received").asInt()).isEqualTo(files.size());
        assertThat(sizes(CUT))
                .containsExactlyInAnyOrderElementsOf(files.values().stream()
                        .map(content -> (long) content.length)
                        .toList());
        assertThat(versionsWrittenTwice()).isZero();
    }

    private static void sendCut(Runnable send) {
        try {
            send.run();
        } catch (UncheckedIOException cut) {
            // this is what the test is about
        }
    }

    private List<Long> sizes(String facility) {
        return jdbc.queryForList("""
                select c.size from tsumugi.file_content c join tsumugi.storage_file f on f.file_id = c.file_id
                where f.facility = ?
                """, Long.class, facility);
    }

    /** Versions of a resource that say the same as the one before. */
    private long versionsWrittenTwice() {
        Long count = jdbc.queryForObject("""
                select count(*) from (
                    select res_text_vc, lag(res_text_vc) over (partition by res_id order by res_ver) as before
                    from hfj_res_ver) as versions
                where res_text_vc = before
                """, Long.class);
        return count == null ? 0 : count;
    }

    private static Map<String, byte[]> files() throws IOException {
        return GeneratedFiles.of(2, 11);
    }
}
