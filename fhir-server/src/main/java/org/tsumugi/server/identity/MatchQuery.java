package org.tsumugi.server.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.match.SearchKeys;
import org.tsumugi.server.person.Insurances;
import org.tsumugi.server.person.PersonEvidence;

/**
 * What a Patient that is to be matched says.
 *
 * @param commonHealthIds common health IDs among its identifiers
 * @param patients logical ids of the Patients that its patient numbers of facilities name
 * @param record all else, as the master patient index takes it
 */
record MatchQuery(List<String> commonHealthIds, List<UUID> patients, PatientRecord record) {

    /** No facility's. */
    private static final RecordKey NOBODY = new RecordKey("", new UUID(0, 0).toString());

    MatchQuery {
        commonHealthIds = List.copyOf(commonHealthIds);
        patients = List.copyOf(patients);
    }

    static MatchQuery of(Patient patient) {
        List<String> commonHealthIds = new ArrayList<>();
        List<UUID> patients = new ArrayList<>();
        List<Insurance> insurances = new ArrayList<>(Insurances.of(patient.getContained()));
        Patient rest = patient.copy();
        rest.getIdentifier().removeIf(identifier -> {
            if (!identifier.hasSystem() || !identifier.hasValue()) {
                return true;
            }
            Optional<String> facility = IdentifierSystems.facility(identifier.getSystem());
            facility.ifPresent(code -> patients.add(PatientIds.logicalId(code, identifier.getValue())));
            if (identifier.getSystem().equals(IdentifierSystems.COMMON_HEALTH_ID)) {
                commonHealthIds.add(identifier.getValue());
                return true;
            }
            insurance(identifier).ifPresent(insurances::add);
            return facility.isPresent() || identifier.getSystem().equals(IdentifierSystems.INSURED_NUMBER);
        });
        return new MatchQuery(
                commonHealthIds, patients, PersonEvidence.of(rest, "").toRecord(NOBODY, insurances, ""));
    }

    private static Optional<Insurance> insurance(Identifier identifier) {
        String[] parts = identifier.getValue().split(":", -1);
        return identifier.getSystem().equals(IdentifierSystems.INSURED_NUMBER)
                        && (parts.length == 3 || parts.length == 4)
                ? Optional.of(new Insurance(parts[0], parts[1], parts[2], parts.length == 4 ? parts[3] : ""))
                : Optional.empty();
    }

    /** Whether there is anything to search by. */
    boolean saysEnough(NormalRecord normal) {
        return !commonHealthIds.isEmpty()
                || !patients.isEmpty()
                || !normal.numbers().isEmpty()
                || !new SearchKeys().of(normal).isEmpty();
    }

    /** Nothing of a person appears in logs. */
    @Override
    public String toString() {
        return "MatchQuery[]";
    }
}
