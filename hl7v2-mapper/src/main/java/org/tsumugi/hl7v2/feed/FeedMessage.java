package org.tsumugi.hl7v2.feed;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.tsumugi.hl7v2.IdentityFeed.Problem;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.storage.IdentityFeedPath.Format;

/**
 * A message as it was read.
 *
 * @param patient the Patient; empty when it could not be read
 * @param problem what keeps it from being mapped; empty when nothing does
 * @param survivor the patient number that takes the place of this one
 */
public record FeedMessage(Optional<Patient> patient, Optional<Problem> problem, Optional<String> survivor) {

    /**
     * Reads it.
     *
     * @param facility 10-digit medical institution code
     * @param number the patient number that it is about
     */
    public static FeedMessage read(String facility, String number, Format format, byte[] content) {
        Optional<Patient> patient = FeedReader.read(content, format);
        if (patient.isEmpty()) {
            return new FeedMessage(patient, Optional.of(Problem.UNREADABLE), Optional.empty());
        }
        String system = JpCore.patientIdSystem(facility);
        if (!isOf(patient.get(), number, system)) {
            return new FeedMessage(patient, Optional.of(Problem.OTHER_IDENTIFIER), Optional.empty());
        }
        Replacement replacement = Replacement.of(patient.get(), number, system);
        return new FeedMessage(
                patient,
                replacement.isClear() ? Optional.empty() : Optional.of(Problem.REPLACEMENT),
                replacement.survivor());
    }

    private static boolean isOf(Patient patient, String number, String system) {
        List<Identifier> own = patient.getIdentifier().stream()
                .filter(identifier -> system.equals(identifier.getSystem()))
                .toList();
        return own.size() == 1 && number.equals(own.get(0).getValue());
    }

    /** Nothing of a patient appears in logs. */
    @Override
    public String toString() {
        return "FeedMessage[" + problem + "]";
    }
}
