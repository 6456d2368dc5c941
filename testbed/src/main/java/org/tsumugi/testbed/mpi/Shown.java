package org.tsumugi.testbed.mpi;

import java.util.StringJoiner;
import org.tsumugi.mpi.PatientRecord;

/** A made-up record with everything in it, which no log of a real one shows. */
final class Shown {

    private Shown() {}

    static String of(PatientRecord record) {
        StringJoiner shown = new StringJoiner("; ");
        record.names()
                .forEach(
                        name -> shown.add(name.use() + " " + name.script() + " " + name.family() + " " + name.given()));
        shown.add(record.sex() + " " + record.birthDate());
        record.insurances()
                .forEach(insurance -> shown.add(String.join(
                        "・", insurance.insurer(), insurance.symbol(), insurance.number(), insurance.branch())));
        return shown.add(record.postalCode()).toString();
    }
}
