package org.tsumugi.testbed.mpi;

import java.util.HashSet;
import java.util.Set;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.PersonName;

/** The trial's h′ on what hospitals wrote, letter by letter: notation is not made equal before. */
final class VerbatimTrial {

    private static final String LATE_ELDERLY = "39";

    private VerbatimTrial() {}

    static boolean links(PatientRecord one, PatientRecord other) {
        Set<String> keys = keys(one);
        return keys(other).stream().anyMatch(keys::contains);
    }

    private static Set<String> keys(PatientRecord record) {
        Set<String> keys = new HashSet<>();
        PersonName name = record.names().get(0);
        String person = record.sex() + "|" + record.birthDate();
        for (Insurance insurance : record.insurances()) {
            String household = String.join("|", insurance.insurer(), insurance.symbol(), insurance.number());
            keys.add("c|" + household + "|" + name.family() + "|" + name.given() + "|" + person);
            if (!insurance.branch().isEmpty()) {
                keys.add("e|" + household + "|" + insurance.branch());
            }
            if (insurance.insurer().startsWith(LATE_ELDERLY)) {
                keys.add("g|" + household + "|" + person);
            }
        }
        return keys;
    }
}
