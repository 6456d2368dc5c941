package org.tsumugi.search;

import java.util.List;

/** What is counted. */
public sealed interface CountQuery {

    /** What each one counted is. */
    enum Unit {
        /** A resource, as FHIR's totals count. */
        RESOURCE,
        /** A person of the master patient index. */
        PERSON
    }

    /** What each one counted is. */
    Unit unit();

    /** What Patients must meet. */
    PatientCondition patient();

    /** What records must meet. */
    List<RecordCondition> conditions();

    /** A question may have so many conditions on records. */
    int MOST_CONDITIONS = 100;

    /** And so many tests of days and amounts and lists of names in them. */
    int MOST_TESTS = 200;

    /** Units and their systems may be so long; those that there are are much shorter. */
    int LONGEST_UNIT = 200;

    /** Whether it is more than an index takes at once: fewer than 1,024 clauses, and terms of fewer than 1,000 bytes. */
    default boolean isTooLong() {
        long tests = patient().births().stream().mapToLong(List::size).sum()
                + patient().genders().size()
                + conditions().stream().mapToLong(RecordCondition::tests).sum();
        return conditions().size() > MOST_CONDITIONS
                || tests > MOST_TESTS
                || conditions().stream().anyMatch(RecordCondition::hasLongUnit);
    }

    /**
     * Records ({@link Unit#RESOURCE}), or persons of whom there is at least one ({@link Unit#PERSON}).
     *
     * @param record what the record must meet
     * @param patient what the Patient whose record it is must meet
     */
    record OfRecords(Unit unit, RecordCondition record, PatientCondition patient) implements CountQuery {

        @Override
        public List<RecordCondition> conditions() {
            return List.of(record);
        }
    }

    /**
     * Patients, each with all of the records asked for in its own facility ({@link Unit#RESOURCE}); or persons, of whom one Patient meets
     * what is asked of Patients, and each record is in any of the facilities ({@link Unit#PERSON}).
     *
     * @param patient what the Patient must meet
     * @param conditions for each there is a record; one record may be it for several
     */
    record OfPatients(Unit unit, PatientCondition patient, List<RecordCondition> conditions) implements CountQuery {

        public OfPatients {
            conditions = List.copyOf(conditions);
        }
    }
}
