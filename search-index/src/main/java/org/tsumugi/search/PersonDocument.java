package org.tsumugi.search;

import java.util.List;

/**
 * A person with all Patients that are known to be the person's: what the index writes, replaces and forgets as a whole.
 *
 * @param key names the person; the index knows nothing else of it
 * @param patients the Patients, at most one of a facility as a rule; without any the person is in no count
 */
public record PersonDocument(String key, List<PatientEntry> patients) {

    public PersonDocument {
        patients = List.copyOf(patients);
    }
}
