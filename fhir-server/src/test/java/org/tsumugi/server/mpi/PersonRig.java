package org.tsumugi.server.mpi;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.Sex;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.server.testing.TestDatabase;

/** An index of persons in a database of its own, without a server. */
public final class PersonRig implements AutoCloseable {

    public static final String FACILITY = "1312345670";

    private static final Cause FEED = new Cause(Cause.Kind.FEED, "feed", "");

    private final HikariDataSource pool = TestDatabase.createMigrated().pool();
    public final Clock clock = Clock.systemUTC();
    public final JdbcTemplate jdbc = new JdbcTemplate(pool);
    public final TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
    public final RulesInForce rules = new RulesInForce(jdbc, KanjiForms.curated(), clock);
    public final Persons persons =
            new Persons(jdbc, transactions, rules.normalizer().form(), clock);
    public final Suggestions suggestions = new Suggestions(persons, rules);

    /** The name in the network of a test's patient. */
    public static UUID id(String patient) {
        return UUID.nameUUIDFromBytes(patient.getBytes(StandardCharsets.UTF_8));
    }

    /** The record of a test's patient. */
    public static RecordKey key(String patient) {
        return new RecordKey(FACILITY, id(patient).toString());
    }

    /** 山田花子, born on 7 January 1950, of one insured number; two with the same number are one person's by the standard rules. */
    public static PatientRecord insured(String patient, String number) {
        return record(patient, "山田", "花子", "1950-01-07", number);
    }

    /** A woman; without a number when that is empty. */
    public static PatientRecord record(String patient, String family, String given, String birthDate, String number) {
        return new PatientRecord(
                key(patient),
                List.of(new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, family, given)),
                Sex.FEMALE,
                birthDate,
                number.isEmpty() ? List.of() : List.of(new Insurance("06130012", "12", number, "01")),
                List.of(),
                "",
                List.of());
    }

    /** Takes these records in. */
    public void feed(PatientRecord... records) {
        persons.change(store -> {
            rules.now().index().update(store, List.of(records), List.of(), FEED);
            return null;
        });
    }

    /** Whose each record is, by the record; all of it. */
    public Map<String, Long> partition() {
        Map<String, Long> partition = new TreeMap<>();
        jdbc.query("select patient, person from tsumugi.person_record", row -> {
            partition.put(row.getString(1), row.getLong(2));
        });
        return partition;
    }

    /** All IDs, and the records that they belong to. */
    public List<Map<String, Object>> ids() {
        return jdbc.queryForList("select * from tsumugi.person_id order by number");
    }

    /** Whose a test's patient is. */
    public long personOf(String patient) {
        Long person = partition().get(id(patient).toString());
        if (person == null) {
            throw new IllegalArgumentException("no such record");
        }
        return person;
    }

    @Override
    public void close() {
        pool.close();
    }
}
