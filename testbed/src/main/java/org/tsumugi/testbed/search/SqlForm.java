package org.tsumugi.testbed.search;

/**
 * How a database is asked for names.
 *
 * @param patients the table of Patients
 * @param records the table of records
 * @param named that a record {@code r} bears a name of one type; {@code %s} is where the test of the name stands
 */
record SqlForm(String patients, String records, String named) {

    /** As the trial did it: the name stands in every record, and all are looked at. */
    static final SqlForm SCAN = new SqlForm("trial_patient", "trial_record", "r.type = ? and r.name %s");

    /** As a good engineer would: each name once, and an index of what bears it. */
    static final SqlForm VOCABULARY = new SqlForm(
            "patient",
            "record",
            "r.code = any (array(select v.code from vocabulary v where v.type = ? and v.name %s))");
}
