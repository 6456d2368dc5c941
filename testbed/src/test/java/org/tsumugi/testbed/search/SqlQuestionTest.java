package org.tsumugi.testbed.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.CountQuery.OfRecords;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.search.Name;
import org.tsumugi.search.NameTest;
import org.tsumugi.search.PatientCondition;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.RecordCondition;
import org.tsumugi.search.Visibility;
import org.tsumugi.search.plain.Tally;
import org.tsumugi.search.plain.Wanted;
import org.tsumugi.testbed.search.data.Documents;
import org.tsumugi.testbed.search.data.RegionSize;
import org.tsumugi.testbed.search.data.SyntheticPatient;
import org.tsumugi.testbed.search.data.SyntheticPerson;
import org.tsumugi.testbed.search.data.SyntheticRecord;
import org.tsumugi.testbed.search.data.SyntheticRegion;
import org.tsumugi.testbed.search.data.Vocabulary;

/** The SQL runs on SQLite, which knows all of it but arrays. */
class SqlQuestionTest {

    private static final Vocabulary VOCABULARY = new Vocabulary();
    private static final SqlForm WITHOUT_ARRAYS = new SqlForm(
            "patient", "record", "r.code in (select v.code from vocabulary v where v.type = ? and v.name %s)");

    private static final String TABLES = """
            create table vocabulary (code integer primary key, type text, name text);
            create table patient (patient integer, person integer, birth integer, gender text);
            create table denial (reader text, patient integer);
            create table record (patient integer, person integer, code integer, day integer, value double);
            """;

    private static final String OF_THE_TRIAL = """
            create index by_code on record (code);
            create view trial_patient as select * from patient;
            create table trial_record as select r.*, v.type, v.name from record r join vocabulary v on v.code = r.code;
            """;

    private static void fill(Connection connection, List<SyntheticPerson> persons) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(TABLES);
            List<Name> names = VOCABULARY.names();
            for (int code = 0; code < names.size(); code++) {
                insert(
                        connection,
                        "vocabulary",
                        code,
                        names.get(code).type(),
                        names.get(code).folded());
            }
            for (SyntheticPerson person : persons) {
                fill(connection, person);
            }
            statement.executeUpdate(OF_THE_TRIAL);
        }
    }

    private static void fill(Connection connection, SyntheticPerson person) throws SQLException {
        for (SyntheticPatient patient : person.patients()) {
            int number = patient.number();
            insert(connection, "patient", number, person.number(), person.birth(), person.gender());
            for (String reader : person.denials()) {
                insert(connection, "denial", reader, number);
            }
            for (SyntheticRecord one : patient.records()) {
                insert(connection, "record", number, person.number(), one.code(), one.day(), one.amount());
            }
        }
    }

    private static void insert(Connection connection, String table, Object... values) throws SQLException {
        String marks = "?" + ", ?".repeat(values.length - 1);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + table + " values (" + marks + ")")) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }

    private static long counted(List<PersonDocument> documents, CountQuery query, Set<String> denied) {
        List<Wanted> wanted = Wanted.all(query.conditions(), SqlQuestionTest::keys, Integer.MAX_VALUE)
                .orElseThrow();
        return Tally.of(documents, query, wanted, Visibility.ofRegion(Set.of(), denied))
                .total();
    }

    private static Optional<Set<Long>> keys(String type, List<NameTest> anyOf, int most) {
        return Optional.of(VOCABULARY.names().stream()
                        .filter(name -> name.type().equals(type))
                        .filter(name -> anyOf.stream().anyMatch(test -> test.matches(name)))
                        .map(Name::key)
                        .collect(Collectors.toSet()))
                .filter(keys -> keys.size() <= most);
    }

    @Test
    void sqlShouldCountWhatLookingAtEveryDocumentCounts() throws SQLException {
        List<SyntheticPerson> persons = new SyntheticRegion(new RegionSize(150, 15_000, 3), VOCABULARY)
                .persons()
                .toList();
        List<PersonDocument> documents =
                persons.stream().map(new Documents(VOCABULARY)::of).toList();
        int answers = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            fill(connection, persons);
            for (Question question : Question.all()) {
                for (Set<String> denied : List.<Set<String>>of(
                        Set.of(), Set.of(SyntheticRegion.DENIED_BY_HALF, SyntheticRegion.DENIED_BY_FEW))) {
                    CountQuery query = question.query(5);
                    long expected = counted(documents, query, denied);
                    answers += expected > 0 ? 1 : 0;
                    assertThat(List.of(
                                    SqlCounter.count(connection, SqlQuestion.of(query, denied, SqlForm.SCAN)),
                                    SqlCounter.count(connection, SqlQuestion.of(query, denied, WITHOUT_ARRAYS))))
                            .as("%s without %s", question, denied)
                            .containsExactly(expected, expected);
                }
            }
        }
        assertThat(answers).as("numbers above 0").isGreaterThan(Question.all().size());
    }

    @Test
    void vocabularyShouldBeAskedBeforeRecords() {
        Question question = Question.all().stream()
                .filter(one -> one.theme().id().equals("T8") && one.way() == Way.SUBSTRING)
                .findFirst()
                .orElseThrow();

        SqlQuestion sql = SqlQuestion.of(question.query(0), Set.of("few"), SqlForm.VOCABULARY);

        assertThat(sql.sql())
                .isEqualTo(
                        "select count(*) from record r where r.code = any (array(select v.code from vocabulary v where"
                                + " v.type = ? and v.name like ?)) and r.day >= ? and r.day <= ? and r.value >= ? and not exists"
                                + " (select 1 from denial d where d.patient = r.patient and d.reader in (?))");
        assertThat(sql.values()).containsExactly("Observation", "%ldlコレステロール%", 20240401, 20250331, 120.0, "few");
    }

    @Test
    void eachOfSeveralRecordsShouldBeLookedForOnce() {
        Question cohort = Question.all().stream()
                .filter(one -> one.theme().id().equals("cohort") && one.unit() == Unit.PERSON)
                .findFirst()
                .orElseThrow();

        assertThat(SqlQuestion.of(cohort.query(0), Set.of(), SqlForm.SCAN).sql())
                .isEqualTo(
                        "select count(distinct p.person) from trial_patient p where true and p.birth >= ? and p.birth <= ?"
                                + " and p.gender in (?) and p.person in (select r.person from trial_record r where r.type = ? and"
                                + " r.name like ? intersect select r.person from trial_record r where r.type = ? and r.name like ?"
                                + " intersect select r.person from trial_record r where r.type = ? and r.name like ? and r.day >= ?"
                                + " and r.day <= ? and r.value >= ?)");
    }

    @Test
    void signsOfPatternsShouldStandForThemselves() {
        SqlQuestion sql = SqlQuestion.of(ofName(new NameTest(NameTest.Mode.START, "5%_\\")), Set.of(), SqlForm.SCAN);

        assertThat(sql.values()).containsExactly("Condition", "5\\%\\_\\\\%");
    }

    @Test
    void whatNoThemeAsksShouldBeRefused() {
        CountQuery twoNames =
                ofName(new NameTest(NameTest.Mode.EXACT, "one"), new NameTest(NameTest.Mode.EXACT, "other"));

        assertThatThrownBy(() -> SqlQuestion.of(twoNames, Set.of(), SqlForm.SCAN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CountQuery ofName(NameTest... anyOf) {
        return new OfRecords(
                Unit.RESOURCE,
                new RecordCondition("Condition", List.of(List.of(anyOf)), List.of(), List.of()),
                PatientCondition.ANY);
    }
}
