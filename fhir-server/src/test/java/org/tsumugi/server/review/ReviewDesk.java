package org.tsumugi.server.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.server.access.HttpProbe;
import org.tsumugi.server.person.BasicInformation;
import org.tsumugi.server.receive.FacilityClient;

/** The two demo reviewers at a server under test, and a hospital that sends it patients for them to decide about. */
final class ReviewDesk {

    static final String FIRST = "demo-reviewer-1";
    static final String SECOND = "demo-reviewer-2";

    private static final String PATHS = "/review/persons/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpProbe server;
    private final FacilityClient hospital;
    private final String facility;
    private final JdbcTemplate jdbc;
    private final Map<String, String> tokens = new HashMap<>();
    private int files;

    ReviewDesk(int port, JdbcTemplate jdbc, String facility) {
        this.server = new HttpProbe(port);
        this.hospital = new FacilityClient(port, facility);
        this.facility = facility;
        this.jdbc = jdbc;
    }

    /** An answer: its status and, where it is JSON, what it says. */
    record Said(int status, JsonNode json) {

        String refused() {
            return json.path("refused").asText();
        }

        long review() {
            return json.path("review").asLong();
        }
    }

    // ---- the hospital

    /**
     * Basic information (ADT-00) of a patient.
     *
     * @param names PID-5, such as {@code 山田^花子^^^^^L^I}
     * @param insurances segments IN1
     */
    void send(String number, String names, String born, String sex, String... insurances) {
        hospital.put(
                "%s/%s/%s/-/ADT-00/%s_-_ADT-00_999999999999999_202604011030%05d_-_1"
                        .formatted(number.substring(0, 3), number.substring(3, 6), number, number, ++files),
                BasicInformation.message(
                        "PID|0001||" + number + "^^^^PI||" + names + "||" + born + "|" + sex, insurances));
    }

    /** An insurance of which the insured number is one of a person, or of a household when the branch is empty. */
    static String insured(String symbol, String number, String branch) {
        return "IN1|1|06^KUMIAI^JHSD0001|06139999|||||||" + symbol + "~" + number + "~" + branch;
    }

    /** Waits until all that the hospital sent is taken up and candidates were looked for. */
    void settle() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> count("storage_file where state = 'PENDING' and facility = ?") == 0
                        && count("person_outbox where facility = ?") == 0
                        && count("person_record where not suggested and facility = ?") == 0);
    }

    private int count(String what) {
        Integer count = jdbc.queryForObject("select count(*) from tsumugi." + what, Integer.class, facility);
        return count == null ? 0 : count;
    }

    /** The name of a patient's record in the network. */
    UUID record(String number) {
        return PatientIds.logicalId(facility, number);
    }

    /** The common health ID of the person whose record this is. */
    String personOf(String number) {
        return String.valueOf(jdbc.queryForObject("""
                select i.id from tsumugi.person_record r join tsumugi.person_id i on i.number = r.person where r.patient = ?
                """, String.class, record(number)));
    }

    // ---- the reviewers

    private String token(String client) throws IOException, InterruptedException {
        String known = tokens.get(client);
        String token = known == null ? server.token(client) : known;
        tokens.put(client, token);
        return token;
    }

    /** @param client null for nobody */
    Said get(@Nullable String client, String path) throws IOException, InterruptedException {
        return said(server.get(PATHS + path, client == null ? null : token(client)));
    }

    /**
     * @param client null for nobody
     * @param body empty for none
     */
    Said post(@Nullable String client, String path, String body) throws IOException, InterruptedException {
        Map<String, String> headers = new HashMap<>();
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
        }
        if (client != null) {
            headers.putAll(HttpProbe.bearer(token(client)));
        }
        return said(server.send("POST", PATHS + path, body, headers));
    }

    private static Said said(HttpResponse<String> response) throws IOException {
        boolean json = response.body().startsWith("{");
        return new Said(response.statusCode(), JSON.readTree(json ? response.body() : "{}"));
    }

    Said judge(String client, String one, String other, boolean same) throws IOException, InterruptedException {
        return post(
                client,
                "judgements",
                both(one, other)
                        .put("same", same)
                        .put("seen", seen(client, one, other))
                        .toString());
    }

    /** Confirms what was proposed, as the records are seen now. */
    Said confirm(String client, long proposal) throws IOException, InterruptedException {
        String path = "proposals/" + proposal;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("seen", get(client, path).json().path("seen"));
        return post(client, path + "/confirm", body.toString());
    }

    private String seen(String client, String one, String other) throws IOException, InterruptedException {
        return pair(client, one, other).json().path("seen").asText();
    }

    Said withdraw(String client, String one, String other) throws IOException, InterruptedException {
        return post(client, "judgements/withdraw", both(one, other).toString());
    }

    private ObjectNode both(String one, String other) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("one", record(one).toString())
                .put("other", record(other).toString())
                .put("reason", "the ward was asked");
    }

    Said pair(String client, String one, String other) throws IOException, InterruptedException {
        return get(client, "pair/" + record(one) + "/" + record(other));
    }

    /** What waits about any of the hospital's patients. */
    List<JsonNode> queue(@Nullable QueueKind kind) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = get(FIRST, "queue?limit=200" + (kind == null ? "" : "&kind=" + kind) + after)
                    .json();
            for (JsonNode item : page.path("items")) {
                if (item.path("records").findValuesAsText("facility").contains(facility)) {
                    items.add(item);
                }
            }
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asText();
        } while (!after.isEmpty());
        return items;
    }

    /** The records that an item is about. */
    static Set<String> records(JsonNode item) {
        return new TreeSet<>(item.path("records").findValuesAsText("record"));
    }

    /** The pairs that it names, each as its two records in their order. */
    static List<String> pairs(JsonNode item) {
        List<String> pairs = new ArrayList<>();
        item.path("pairs")
                .forEach(pair -> pairs.add(pair.at("/one/record").asText() + " "
                        + pair.at("/other/record").asText()));
        return pairs;
    }

    /** Patients, as an item names their records. */
    Set<String> records(String... numbers) {
        Set<String> records = new TreeSet<>();
        for (String number : numbers) {
            records.add(record(number).toString());
        }
        return records;
    }

    /** Two patients, as an item names a pair. */
    String pairOf(String one, String other) {
        return String.join(" ", records(one, other));
    }
}
