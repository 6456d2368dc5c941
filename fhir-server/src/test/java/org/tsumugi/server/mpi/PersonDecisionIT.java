package org.tsumugi.server.mpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.mpi.CommonHealthId;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.Sex;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.server.person.EvidenceJson;
import org.tsumugi.server.person.PersonEvidence;
import org.tsumugi.server.person.PersonSources;
import org.tsumugi.server.person.PersonSources.Source;
import org.tsumugi.server.person.PersonSources.ToldInsurances;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.testing.TestDatabase;

/** From what facilities said to whose record it is. */
class PersonDecisionIT {

    private static final String A = "1310000001";
    private static final String B = "1310000002";
    private static final Insurance NUMBER = new Insurance("06139999", "12", "345", "01");
    private static final Insurance OTHER_NUMBER = new Insurance("01130012", "7", "8", "01");

    private final HikariDataSource pool = TestDatabase.createMigrated().pool();
    private final JdbcTemplate jdbc = new JdbcTemplate(pool);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    private final PersonSources sources = new PersonSources(jdbc);
    private final RulesInForce rules = new RulesInForce(jdbc, KanjiForms.curated(), Clock.systemUTC());
    private final Persons persons =
            new Persons(jdbc, transactions, rules.normalizer().form(), Clock.systemUTC());
    private final PersonFeed feed = new PersonFeed(jdbc, persons, rules);
    private final Suggestions suggestions = new Suggestions(persons, rules);
    private final PersonDirectory directory = new PersonDirectory(jdbc);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void takeUpShouldMakeOnePersonOfWhatSixtyFourHospitalsSendAtOnce() throws Exception {
        List<Callable<Integer>> work = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String facility = "13200000%02d".formatted(i);
            work.add(() -> {
                say(facility, "1", "山田", "花子", NUMBER);
                return feed.takeUp();
            });
        }
        ExecutorService hospitals = Executors.newFixedThreadPool(8);
        try {
            for (Future<Integer> done : hospitals.invokeAll(work)) {
                assertThat(done.get()).isNotNegative();
            }
        } finally {
            hospitals.shutdownNow();
        }
        takeUpAll();

        assertThat(count("person_record")).isEqualTo(64);
        assertThat(jdbc.queryForList("select distinct person from tsumugi.person_record", Long.class))
                .hasSize(1);
        Person person = person("1320000000", "1");
        assertThat(person.records()).hasSize(64);
        assertThat(count("person_outbox")).isZero();
    }

    @Test
    void takeUpShouldLeaveEverythingAsItWasWhenItFails() {
        say(A, "1", "山田", "花子", NUMBER);
        jdbc.execute("""
                create function tsumugi.fail() returns trigger language plpgsql as $$ begin raise exception 'fails'; end $$;
                create trigger fail before insert on tsumugi.person_decision execute function tsumugi.fail();
                """);

        assertThat(feed.takeUp()).isZero();
        assertThat(count("person_outbox")).isPositive();
        assertThat(count("person_record")).isZero();
        assertThat(count("person_id")).isZero();

        jdbc.execute("drop trigger fail on tsumugi.person_decision");
        jdbc.update("update tsumugi.person_outbox set due_at = now()");
        takeUpAll();
        assertThat(count("person_record where person is not null")).isOne();
    }

    @Test
    void takeUpShouldKeepNobodyWaitingForAPatientWhoCannotBeTakenUp() {
        say(A, "1", "山田", "花子", NUMBER);
        say(A, "2", "鈴木", "一郎", OTHER_NUMBER);
        jdbc.update("update tsumugi.person_source set body = '{}' where patient = '1'");

        takeUpAll();

        assertThat(jdbc.queryForList("select patient from tsumugi.person_record", UUID.class))
                .containsExactly(patient(A, "2"));
        assertThat(jdbc.queryForList(
                        "select distinct patient_id from tsumugi.person_outbox where due_at > now() and attempts > 0",
                        UUID.class))
                .containsExactly(patient(A, "1"));

        // for ever, as far as the database's numbers go
        jdbc.update("update tsumugi.person_outbox set attempts = 5000, due_at = now()");
        assertThat(feed.takeUp()).isZero();
        assertThat(count(
                        "person_outbox where attempts > 5000 and due_at > now() and due_at < now() + interval '5 min'"))
                .isPositive();

        say(A, "1", "山田", "花子", NUMBER);
        takeUpAll();
        assertThat(count("person_record")).isEqualTo(2);
        assertThat(count("person_outbox")).isZero();
    }

    @Test
    void takeUpShouldKeyRecordsAnewWhenNamesAreComparedInAnotherForm() {
        say(A, "1", "山田", "花子", NUMBER);
        say(B, "9", "山田", "花子", NUMBER);
        takeUpAll();
        jdbc.update("update tsumugi.person_record set form = 'old'");
        jdbc.update("update tsumugi.person_form set form = 'old'");
        jdbc.update("delete from tsumugi.person_candidate_key");
        assertThatThrownBy(feed::takeUp).isInstanceOf(OtherFormException.class);
        assertThatThrownBy(() -> persons.ask(store -> 1)).isInstanceOf(OtherFormException.class);

        feed.begin();
        takeUpAll();

        assertThat(jdbc.queryForList("select distinct form from tsumugi.person_record", String.class))
                .containsExactly(rules.normalizer().form());
        assertThat(count("person_candidate_key")).isPositive();
        assertThat(count("person_form where reached is null")).isOne();
        assertThat(person(A, "1")).isEqualTo(person(B, "9"));
    }

    @Test
    void takeUpShouldKeyNothingAnewWhenTheFormIsTheSame() {
        say(A, "1", "山田", "花子", NUMBER);
        takeUpAll();

        feed.begin();

        assertThat(feed.takeUp()).isZero();
        assertThat(count("person_outbox")).isZero();
    }

    @Test
    void takeUpShouldLinkByANumberThatOnlyAnEarlierFileTells() {
        say(A, "1", "山田", "花子", OTHER_NUMBER);
        earlier(A, "1", NUMBER);
        say(B, "9", "山田", "花子", NUMBER);

        takeUpAll();

        assertThat(person(A, "1")).isEqualTo(person(B, "9"));
    }

    @Test
    void takeUpShouldForgetAPatientWhoIsGoneAndGiveTheIdBack() {
        say(A, "1", "山田", "花子", NUMBER);
        takeUpAll();
        CommonHealthId id = person(A, "1").id();

        sources.remove(List.of(patient(A, "1")));
        takeUpAll();
        assertThat(count("person_record")).isZero();
        assertThat(directory.byCommonHealthId(id.value())).isEmpty();

        say(A, "1", "山田", "花子", NUMBER);
        takeUpAll();
        assertThat(person(A, "1").id()).isEqualTo(id);
    }

    @Test
    void directoryShouldLeadFromEveryIdToThePersonOfToday() {
        say(A, "1", "山田", "花子", NUMBER);
        takeUpAll();
        say(B, "9", "山田", "花子", OTHER_NUMBER);
        takeUpAll();
        Person first = person(A, "1");
        Person second = person(B, "9");
        assertThat(first.id()).isNotEqualTo(second.id());

        judge(true);

        Person joined = person(A, "1");
        assertThat(joined.id()).isEqualTo(first.id());
        assertThat(joined.formerIds()).containsExactly(second.id());
        assertThat(joined.records()).hasSize(2);
        assertThat(directory.byCommonHealthId(second.id().value())).contains(joined);
        assertThat(joined.logicalId()).isEqualTo(first.logicalId());

        withdraw();
        assertThat(person(A, "1")).isEqualTo(first);
        assertThat(person(B, "9")).isEqualTo(second);
    }

    @Test
    void lookShouldSuggestWhoMayBeOnePersonAndLinkNobody() {
        say(A, "1", "山田", "花子", NUMBER);
        say(B, "9", "山田", "花子", OTHER_NUMBER);
        say(B, "10", "鈴木", "一郎", new Insurance("01130012", "5", "5", "01"));
        takeUpAll();

        while (suggestions.look() > 0) {
            assertThat(count("person_record where suggested")).isPositive();
        }

        Map<String, Object> pair = jdbc.queryForMap(
                "select other, weight, probability, model from tsumugi.person_candidate where patient = ? order by weight desc limit 1",
                patient(A, "1"));
        assertThat(pair).containsEntry("other", patient(B, "9"));
        assertThat((Double) pair.get("weight")).isPositive();
        assertThat(person(A, "1").number()).isNotEqualTo(person(B, "9").number());
    }

    private void judge(boolean same) {
        Pair pair = pair();
        persons.change(store -> {
            store.judge(new Judgement(pair, same));
            return rules.now()
                    .index()
                    .recheck(
                            store,
                            List.of(pair.low(), pair.high()),
                            new Cause(Cause.Kind.JUDGEMENT, "reviewer", "test"));
        });
    }

    private void withdraw() {
        Pair pair = pair();
        persons.change(store -> {
            store.withdraw(pair);
            return rules.now()
                    .index()
                    .recheck(
                            store,
                            List.of(pair.low(), pair.high()),
                            new Cause(Cause.Kind.JUDGEMENT, "reviewer", "test"));
        });
    }

    private static Pair pair() {
        return Pair.of(
                new RecordKey(A, patient(A, "1").toString()),
                new RecordKey(B, patient(B, "9").toString()));
    }

    /** A hospital's patient, born on 7 January 1950. */
    private void say(String facility, String number, String family, String given, Insurance insurance) {
        PersonEvidence evidence = new PersonEvidence(
                List.of(new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, family, given)),
                Sex.FEMALE,
                "1950-01-07",
                List.of(),
                "1000001",
                List.of("03-1234-5678"),
                "");
        transactions.executeWithoutResult(status -> {
            sources.put(facility, List.of(new Source(patient(facility, number), number, evidence)));
            tell(facility, number, "20260401000000000", insurance);
        });
    }

    private void earlier(String facility, String number, Insurance insurance) {
        tell(facility, number, "20200401000000000", insurance);
    }

    private void tell(String facility, String number, String time, Insurance insurance) {
        Long file = jdbc.queryForObject("""
                insert into tsumugi.storage_file
                    (facility, identity, receipt, area, path, flag, sha256, received_at, state, retry_at)
                values (?, ?, gen_random_uuid(), 'CONTRADICTORY', 'x', 1, '\\x00', now(), 'SUPERSEDED', now())
                on conflict (facility, identity) do update set revision = 1 returning file_id
                """, Long.class, facility, number + time);
        assertThat(file).isNotNull();
        sources.putInsurances(
                facility,
                1,
                List.of(new ToldInsurances(
                        file == null ? 0 : file,
                        patient(facility, number),
                        time,
                        Sha256.of(new byte[] {1}),
                        EvidenceJson.write(List.of(insurance)))));
    }

    private void takeUpAll() {
        while (feed.takeUp() > 0) {
            assertThat(count("person_record where person is null")).isZero();
        }
    }

    private static UUID patient(String facility, String number) {
        return PatientIds.logicalId(facility, number);
    }

    private Person person(String facility, String number) {
        List<Long> person = jdbc.queryForList(
                "select person from tsumugi.person_record where patient = ?", Long.class, patient(facility, number));
        assertThat(person).hasSize(1);
        return Objects.requireNonNull(directory.byNumber(person).get(person.get(0)));
    }

    private int count(String table) {
        Integer count = jdbc.queryForObject("select count(*) from tsumugi." + table, Integer.class);
        return count == null ? -1 : count;
    }
}
