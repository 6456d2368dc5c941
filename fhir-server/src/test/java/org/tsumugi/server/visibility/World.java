package org.tsumugi.server.visibility;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.TsumugiServer;
import org.tsumugi.server.document.DocumentFile;
import org.tsumugi.server.document.DocumentFiles;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.search.NamedRecords;
import org.tsumugi.server.search.SearchParts;
import org.tsumugi.server.testing.TestDatabase;
import org.tsumugi.server.testing.TestSearch;

/** A server of its own with a database of its own, in which certain hospitals exist. */
final class World implements AutoCloseable {
    private static final Pattern NEXT = Pattern.compile("\"relation\":\\s*\"next\",\\s*\"url\":\\s*\"([^\"]+)\"");
    private static final int PAGES_FOLLOWED = 3;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final String base;
    private String mid = "";

    private World(ConfigurableApplicationContext context) {
        this.context = context;
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        this.base = "http://127.0.0.1:" + port + "/fhir";
    }

    /** @param database of this server alone */
    static World start(TestDatabase database, Path home, Class<?>... configurations) {
        Class<?>[] sources = Stream.concat(
                        Stream.of(TsumugiServer.class, WorldConfiguration.class), Arrays.stream(configurations))
                .toArray(Class<?>[]::new);
        TestSearch.useInThisProcess();
        return new World(new SpringApplicationBuilder(sources)
                .run(
                        "--server.port=0",
                        "--tsumugi.home=" + home,
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password(),
                        "--tsumugi.demo-clients=true",
                        "--spring.datasource.hikari.maximum-pool-size=10",
                        "--spring.datasource.hikari.minimum-idle=1",
                        "--spring.datasource.hikari.idle-timeout=10000"));
    }

    /** Loads these hospitals, in this order, as the loader does; then changes all and deletes some. */
    void loadHospitals(int... hospitals) {
        loadCommon(commonQuestionnaire());
        for (int hospital : hospitals) {
            load(hospital, Hospital.load(hospital, patients(hospital), 1));
            loadLetter(hospital);
        }
        mid = !mid.isEmpty()
                ? mid
                : Instant.now().plusMillis(1).truncatedTo(ChronoUnit.MILLIS).toString();
        for (int hospital : hospitals) {
            load(hospital, Hospital.load(hospital, patients(hospital), 2));
            load(hospital, Hospital.delete(hospital, 2));
            if (isHidden(hospital)) {
                load(hospital, Hospital.load(hospital, patients(hospital), 3));
                load(hospital, Hospital.delete(hospital, 2, 4, 5));
            }
        }
        takeNames();
    }

    /** Names are searched from here on, as the loader leaves them. */
    private void takeNames() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .until(() -> bean(SearchParts.class).state().hasServed());
        bean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> new NamedRecords(bean(JdbcTemplate.class)).takeBetween(0, Long.MAX_VALUE));
    }

    /** The bytes behind one document, as the loader leaves them: in the raw store, with their journal row. */
    private void loadLetter(int hospital) {
        RawStore.Content letter =
                RawStore.Content.of(("letter of hospital " + hospital).getBytes(StandardCharsets.UTF_8));
        try {
            bean(RawStore.class).put(List.of(letter));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JdbcTemplate jdbc = bean(JdbcTemplate.class);
        Long file = jdbc.queryForObject(
                """
                insert into tsumugi.storage_file (facility, identity, receipt, area, path, flag, sha256, received_at, state, retry_at)
                values (?, 'letter', ?, 'EXTENDED', 'letter', 0, ?, now(), 'MAPPED', now()) returning file_id
                """,
                Long.class,
                String.valueOf(hospital),
                Hospital.letter(hospital),
                letter.sha256().bytes());
        new DocumentFiles(jdbc)
                .replace(
                        List.of(Objects.requireNonNull(file)),
                        List.of(new DocumentFile(
                                Hospital.letter(hospital),
                                Hospital.documentOfLetter(hospital),
                                file,
                                letter.sha256())));
    }

    private static boolean isHidden(int hospital) {
        return hospital % 3 == 2;
    }

    private static int patients(int hospital) {
        return isHidden(hospital) ? 9 : 2 + 2 * (hospital % 3);
    }

    void load(int hospital, Bundle bundle) {
        transaction(ReaderHeader.partition(hospital), bundle);
    }

    private static Questionnaire commonQuestionnaire() {
        Questionnaire questionnaire = new Questionnaire();
        questionnaire.setId("common-questionnaire");
        questionnaire.setUrl(Hospital.QUESTIONNAIRE).setStatus(PublicationStatus.ACTIVE);
        return questionnaire;
    }

    /** Puts a resource where no facility's data lies. */
    void loadCommon(Resource resource) {
        Bundle bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
        bundle.addEntry()
                .setResource(resource)
                .getRequest()
                .setMethod(Bundle.HTTPVerb.PUT)
                .setUrl(resource.fhirType() + "/" + resource.getIdPart());
        transaction(0, bundle);
    }

    @SuppressWarnings("unchecked")
    private void transaction(int partition, Bundle bundle) {
        IFhirSystemDao<Bundle, Meta> dao = context.getBean(IFhirSystemDao.class);
        dao.transaction(
                SystemRequestDetails.forRequestPartitionId(RequestPartitionId.fromPartitionId(partition)), bundle);
    }

    /** Sends a request as this reader and follows the next links of the answer. */
    List<Answer> send(Probe probe, String reads, @Nullable String writes) {
        List<Answer> answers = new ArrayList<>();
        URI uri = URI.create(base
                + (probe.path().isEmpty() || probe.path().startsWith("?") ? "" : "/")
                + probe.path().replace("{mid}", mid));
        String body = request(probe, uri, reads, writes, answers);
        for (int page = 1; page < PAGES_FOLLOWED; page++) {
            Matcher next = NEXT.matcher(body);
            if (!probe.method().equals("GET") || !next.find()) {
                break;
            }
            body = request(probe, URI.create(next.group(1)), reads, writes, answers);
        }
        return answers;
    }

    private String request(Probe probe, URI uri, String reads, @Nullable String writes, List<Answer> answers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header(ReaderHeader.READS, reads);
        if (writes != null) {
            request.header(ReaderHeader.WRITES, writes);
        }
        probe.headers().forEach(request::header);
        String body = probe.body();
        request.method(
                probe.method(),
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            answers.add(Answer.of(response.statusCode(), response.headers(), response.body(), base));
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the database does by itself from time to time: its plans go by the rows that there are now. */
    void gatherStatistics() {
        bean(JdbcTemplate.class).execute("vacuum analyze");
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int count(String sql) {
        Integer count = context.getBean(JdbcTemplate.class).queryForObject(sql, Integer.class);
        return count == null ? 0 : count;
    }

    int crossingLinks() {
        return count("select count(*) from hfj_res_link"
                + " where target_resource_id is not null and target_res_partition_id <> partition_id");
    }

    double alarms() {
        return bean(MeterRegistry.class).counter(FenceAlarm.METRIC).count();
    }

    void execute(String sql) {
        bean(JdbcTemplate.class).execute(sql);
    }

    @Override
    public void close() {
        context.close();
    }
}
