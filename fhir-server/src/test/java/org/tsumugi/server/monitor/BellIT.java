package org.tsumugi.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import org.tsumugi.server.testing.FreePorts;
import org.tsumugi.server.testing.TestDatabase;

/** Alarms open, close and are mailed through a real SMTP server that wants a name and a password. */
class BellIT {

    private static final String FACILITY = "1317654301";
    private static final String OLD = "00000000-0000-0000-0000-000000000001";
    private static final String NEW = "00000000-0000-0000-0000-000000000002";
    private static final String PATIENT = "0000012345";

    /** 06:00 in Japan, before the digest. */
    private static final Instant MORNING = Instant.parse("2026-11-24T21:00:00Z");

    private static final Instant DIGEST_TIME = MORNING.plus(Duration.ofMinutes(90));

    private final ServerSetup smtp = new ServerSetup(FreePorts.next(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    private GreenMail mail = new GreenMail(smtp);
    private HikariDataSource pool = TestDatabase.createMigrated().pool();
    private JdbcTemplate jdbc = new JdbcTemplate(pool);
    private List<Volume> volumes = List.of(new Volume("home", () -> OptionalLong.of(2)));

    @BeforeEach
    void startMailServer() {
        mail.start();
        GreenMailUser user = mail.setUser("tsumugi@example.jp", "tsumugi", "secret");
        assertThat(user.getLogin()).isEqualTo("tsumugi");
        jdbc.update(
                "insert into tsumugi.facility (partition_id, code, registered_at, name) values (100, ?, ?, '海辺病院')",
                FACILITY,
                Timestamp.from(MORNING.minus(Duration.ofDays(30))));
    }

    @AfterEach
    void stop() {
        mail.stop();
        pool.close();
    }

    @Test
    void silenceShouldBeMailedOnceAndAgainAfterItClosed() throws Exception {
        receive(MORNING.minus(Duration.ofHours(25)), "MAPPED");
        Bell bell = bell(Language.EN, mail.getSmtp().getPort());
        bell.look(MORNING);
        assertThat(mail.getReceivedMessages()).isEmpty();

        bell.look(MORNING.plus(Duration.ofMinutes(61)));
        bell.look(MORNING.plus(Duration.ofMinutes(62)));
        assertThat(bodies()).hasSize(1);
        assertThat(bodies().get(0)).contains("SILENT").contains(FACILITY).contains("海辺病院");
        assertThat(mail.getReceivedMessages()[0].getAllRecipients()).hasSize(2);

        receive(MORNING.plus(Duration.ofMinutes(63)), "MAPPED");
        bell.look(MORNING.plus(Duration.ofMinutes(64)));
        assertThat(open()).isEmpty();
        bell.look(MORNING.plus(Duration.ofMinutes(63)).plus(Duration.ofHours(27)));
        assertThat(open()).containsExactly("SILENT");
        assertThat(subjects())
                .filteredOn(subject -> subject.contains("New alarms"))
                .hasSize(2);
    }

    @Test
    void alarmsThatOpenSoonAfterAMailShouldComeTogetherInTheNext() throws Exception {
        receive(MORNING.minus(Duration.ofHours(27)), "MAPPED");
        Bell bell = bell(Language.JA, mail.getSmtp().getPort());
        bell.look(MORNING);
        sender("BACKING_OFF", MORNING.minus(Duration.ofMinutes(20)), MORNING);
        quarantine(30, MORNING);
        bell.look(MORNING.plus(Duration.ofMinutes(1)));
        assertThat(open()).contains("QUARANTINE_RISING", "SENDER_TROUBLE");
        assertThat(bodies()).hasSize(1);

        bell.look(MORNING.plus(Duration.ofMinutes(11)));
        assertThat(bodies()).hasSize(2);
        assertThat(bodies().get(1)).contains("送信アプリケーション").contains("隔離");
    }

    @Test
    void digestShouldBeSentOnceADayByAllServersTogether() throws Exception {
        receive(MORNING.minus(Duration.ofHours(2)), "MAPPED");
        quarantine(3, MORNING);
        summary("{\"violations\":{\"NOT_A_STORAGE_NAME\":7},\"errors\":{}}");
        Bell one = bell(Language.EN, mail.getSmtp().getPort());
        Bell other = bell(Language.EN, mail.getSmtp().getPort());
        one.look(MORNING);
        assertThat(subjects()).isEmpty();

        CompletableFuture<Void> both = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> one.look(DIGEST_TIME)),
                CompletableFuture.runAsync(() -> other.look(DIGEST_TIME)));
        both.get();
        one.look(DIGEST_TIME.plus(Duration.ofHours(3)));

        assertThat(subjects()).containsExactly("[Tsumugi] Digest of 2026-11-25: all is well");
        assertThat(bodies().get(0))
                .contains("4 files in the last 24 hours")
                .contains("PATIENT_ID_MISMATCH 3")
                .contains("NOT_A_STORAGE_NAME 7");
        one.look(DIGEST_TIME.plus(Duration.ofDays(1)));
        assertThat(subjects()).filteredOn(subject -> subject.contains("Digest")).hasSize(2);
    }

    @Test
    void mailShouldBeSentLaterWhenMailServerIsAway() throws Exception {
        receive(MORNING.minus(Duration.ofHours(27)), "MAPPED");
        int port = mail.getSmtp().getPort();
        Bell bell = bell(Language.EN, port);
        mail.stop();
        bell.look(MORNING);
        UUID id = jdbc.queryForObject("select mail_id from tsumugi.mail_outbox where sent_at is null", UUID.class);

        mail = new GreenMail(smtp);
        mail.start();
        mail.setUser("tsumugi@example.jp", "tsumugi", "secret");
        bell.look(MORNING.plus(Duration.ofSeconds(30)));
        assertThat(mail.getReceivedMessages()).isEmpty();
        bell.look(MORNING.plus(Duration.ofSeconds(61)));
        assertThat(mail.getReceivedMessages()).isNotEmpty();
        assertThat(mail.getReceivedMessages()[0].getMessageID()).isEqualTo("<" + id + "@tsumugi>");
    }

    @Test
    void lostSenderShouldOpenAndItsNextReportClose() {
        sender("IDLE", MORNING, MORNING);
        Bell bell = bell(Language.EN, mail.getSmtp().getPort());
        bell.look(MORNING.plus(Duration.ofMinutes(29)));
        assertThat(open()).isEmpty();
        bell.look(MORNING.plus(Duration.ofMinutes(31)));
        assertThat(open()).containsExactly("SENDER_LOST");
        sender("STOPPED", MORNING, MORNING.plus(Duration.ofMinutes(32)));
        bell.look(MORNING.plus(Duration.ofHours(5)));
        assertThat(open()).isEmpty();
    }

    /** A new host makes a new sender; nobody says good-bye for the old one. */
    @Test
    void replacedSenderShouldBeForgottenAndTheLossOfTheNextOneMailed() throws Exception {
        Bell bell = bell(Language.EN, mail.getSmtp().getPort());
        sender(OLD, "BACKING_OFF", MORNING, MORNING);
        bell.look(MORNING.plus(Duration.ofHours(1)));
        assertThat(open()).containsExactly("SENDER_LOST", "SENDER_TROUBLE");

        Instant later = MORNING.plus(Duration.ofDays(2));
        sender(NEW, "IDLE", MORNING, later.minus(Duration.ofMinutes(1)));
        bell.look(later.minus(Duration.ofMinutes(1)));
        assertThat(open()).containsExactly("SENDER_LOST", "SENDER_TROUBLE");
        sender(NEW, "IDLE", MORNING, later);
        bell.look(later);
        assertThat(open()).isEmpty();

        bell.look(later.plus(Duration.ofMinutes(31)));
        assertThat(open()).containsExactly("SENDER_LOST");
        assertThat(jdbc.queryForObject("select detail from tsumugi.alarm where closed_at is null", String.class))
                .contains(NEW);
        bell.look(later.plus(Duration.ofDays(30)));
        assertThat(open()).containsExactly("SENDER_LOST");
        assertThat(subjects())
                .filteredOn(subject -> subject.contains("New alarms"))
                .hasSize(2);
    }

    @Test
    void nothingOfPatientsShouldBeInMails() throws Exception {
        quarantine(40, MORNING);
        sender("trouble with " + PATIENT, MORNING, MORNING);
        bell(Language.EN, mail.getSmtp().getPort()).look(DIGEST_TIME);
        assertThat(bodies()).isNotEmpty().noneMatch(body -> body.contains(PATIENT));
    }

    @Test
    void volumesShouldBeTheServersAlarmAndSilenceNoOther() throws Exception {
        receive(MORNING.minus(Duration.ofHours(27)), "MAPPED");
        volumes = List.of(new Volume("home", () -> OptionalLong.of(0)), new Volume("raw", () -> {
            throw new IOException("Stale file handle");
        }));
        bell(Language.EN, mail.getSmtp().getPort()).look(MORNING);

        assertThat(open()).containsExactlyInAnyOrder("SILENT", "DISK_LOW");
        assertThat(bodies().get(0)).contains("homeFreeMegabytes=0").contains("rawFreeMegabytes=unknown");
    }

    @Test
    void verificationThatFoundSomethingShouldBeAnAlarm() {
        jdbc.update("""
                insert into tsumugi.job (job_id, kind, operator, arguments, state, result, created_at, due_at, ended_at)
                values (gen_random_uuid(), 'verify', 'operator', '{}', 'DONE', '{"clean": false}', now(), now(), now())
                """);
        bell(Language.EN, mail.getSmtp().getPort()).look(MORNING);
        assertThat(open()).containsExactly("VERIFY_FAILED");
    }

    @Test
    void patientsWhoWaitForTheirPersonShouldBeAnAlarmAfterAWhile() {
        jdbc.update("""
                insert into tsumugi.person_outbox (patient_id, facility, enqueued_at) values
                    (gen_random_uuid(), '1310000001', ?), (gen_random_uuid(), '1310000001', ?)
                """, Timestamp.from(MORNING), Timestamp.from(MORNING.plusSeconds(1)));
        Bell bell = bell(Language.EN, mail.getSmtp().getPort());
        bell.look(MORNING.plus(Duration.ofMinutes(15)));
        assertThat(open()).isEmpty();

        bell.look(MORNING.plus(Duration.ofMinutes(16)));
        assertThat(open()).containsExactly("PERSONS_LAGGING");

        jdbc.update("delete from tsumugi.person_outbox");
        bell.look(MORNING.plus(Duration.ofMinutes(17)));
        assertThat(open()).isEmpty();
    }

    private Bell bell(Language language, int port) {
        MonitorProperties properties = new MonitorProperties(
                List.of("operator@example.jp", "second@example.jp"),
                "tsumugi@example.jp",
                language,
                LocalTime.of(7, 30),
                Duration.ofHours(26),
                Duration.ofHours(1),
                DataSize.ofBytes(1));
        TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
        Alarms alarms = new Alarms(jdbc);
        Watch watch = new Watch(
                new FacilitySettingsTable(jdbc),
                new TalliedCounts(jdbc),
                new SenderView(jdbc),
                alarms,
                new ServerConditions(jdbc, volumes, 1),
                new QueueView(jdbc),
                properties);
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.setUsername("tsumugi");
        sender.setPassword("secret");
        Properties mailProperties = sender.getJavaMailProperties();
        mailProperties.setProperty("mail.smtp.auth", "true");
        MailOutbox outbox =
                new MailOutbox(jdbc, transactions, new SmtpPostman(sender, properties.from(), properties.to()));
        FacilityMetrics metrics = new FacilityMetrics(new SimpleMeterRegistry(), 10);
        metrics.show(watch.network(MORNING), outbox.unsent());
        return new Bell(jdbc, transactions, watch, alarms, outbox, properties);
    }

    private void receive(Instant at, String state) {
        UUID receipt = UUID.randomUUID();
        jdbc.update(
                """
                insert into tsumugi.storage_file (facility, identity, receipt, area, path, flag, patient, data_type, sha256,
                    received_at, state, retry_at)
                values (?, ?, ?, 'STANDARD', ?, 1, ?, 'OMP-01', ?, ?, ?, ?)
                """,
                FACILITY,
                PATIENT + receipt,
                receipt,
                PATIENT + "/" + receipt,
                PATIENT,
                new byte[32],
                Timestamp.from(at),
                state,
                Timestamp.from(at));
        jdbc.update("""
                insert into tsumugi.file_content (file_id, sha256, size, received_at)
                select file_id, sha256, 100, received_at from tsumugi.storage_file where receipt = ?
                """, receipt);
    }

    private void quarantine(int files, Instant at) {
        for (int i = 0; i < files; i++) {
            receive(at.minus(Duration.ofMinutes(i)), "QUARANTINED");
        }
        jdbc.update("""
                insert into tsumugi.file_issue (file_id, ordinal, facility, code, severity, detail)
                select file_id, 0, facility, 'PATIENT_ID_MISMATCH', 'FATAL', 'x' from tsumugi.storage_file
                where state = 'QUARANTINED'
                """);
    }

    private void sender(String state, Instant since, Instant seen) {
        sender(OLD, state, since, seen);
    }

    private void sender(String agent, String state, Instant since, Instant seen) {
        jdbc.update(
                """
                insert into tsumugi.sender_status (facility, agent, seen_at, state, detail)
                values (?, cast(? as uuid), ?, ?, cast(? as jsonb))
                on conflict (facility, agent) do update set seen_at = excluded.seen_at, state = excluded.state
                """,
                FACILITY,
                agent,
                Timestamp.from(seen),
                state,
                "{\"since\":\"" + since + "\",\"unsent\":5,\"trouble\":null}");
    }

    private void summary(String body) {
        jdbc.update("""
                insert into tsumugi.sender_summary (facility, agent, day, received_at, body)
                values (?, '00000000-0000-0000-0000-000000000001', '2026-11-24', now(), cast(? as jsonb))
                """, FACILITY, body);
    }

    private List<String> open() {
        return jdbc.queryForList("select kind from tsumugi.alarm where closed_at is null order by kind", String.class);
    }

    /** Each mail goes to two people; one copy is enough. */
    private Collection<MimeMessage> mails() throws MessagingException {
        Map<String, MimeMessage> mails = new LinkedHashMap<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            mails.putIfAbsent(message.getMessageID(), message);
        }
        return mails.values();
    }

    private List<String> bodies() throws Exception {
        List<String> bodies = new ArrayList<>();
        for (MimeMessage message : mails()) {
            bodies.add((String) message.getContent());
        }
        return bodies;
    }

    private List<String> subjects() throws Exception {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage message : mails()) {
            subjects.add(message.getSubject());
        }
        return subjects;
    }
}
