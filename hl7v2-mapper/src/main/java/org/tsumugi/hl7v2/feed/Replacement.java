package org.tsumugi.hl7v2.feed;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Patient.PatientLinkComponent;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.storage.IdentityFeedPath;

/**
 * Which patient a {@code link} of type {@code replaced-by} names: by identifier, or by a reference {@code Patient?identifier=}. A
 * logical id alone names nobody, as no number can be read from one.
 *
 * @param isClear false when it does not name one other patient of the same facility
 * @param survivor the patient number; empty when there is no such link, or it is not clear
 */
record Replacement(boolean isClear, Optional<String> survivor) {

    private static final String BY_IDENTIFIER = "Patient?identifier=";
    private static final Replacement NONE = new Replacement(true, Optional.empty());
    private static final Replacement UNCLEAR = new Replacement(false, Optional.empty());

    /** @param system the identifier system of the facility's patients */
    static Replacement of(Patient sent, String patient, String system) {
        List<PatientLinkComponent> links = sent.getLink().stream()
                .filter(link -> link.getType() == LinkType.REPLACEDBY)
                .toList();
        if (links.isEmpty()) {
            return NONE;
        }
        Set<String> named = new HashSet<>();
        for (PatientLinkComponent link : links) {
            Set<String> numbers = numbers(link.getOther(), system);
            if (numbers.isEmpty()) {
                return UNCLEAR;
            }
            named.addAll(numbers);
        }
        String survivor = named.iterator().next();
        return named.size() == 1 && !survivor.equals(patient) && IdentityFeedPath.isPatientNumber(survivor)
                ? new Replacement(true, Optional.of(survivor))
                : UNCLEAR;
    }

    /** All that the reference names; of anything but a patient of the facility a text that is no patient number. */
    private static Set<String> numbers(Reference other, String system) {
        Set<String> numbers = new HashSet<>();
        if (other.getIdentifier().hasValue()) {
            numbers.add(number(
                    other.getIdentifier().getSystem() + "|"
                            + other.getIdentifier().getValue(),
                    system));
        }
        if (other.hasReference() && other.getReference().startsWith(BY_IDENTIFIER)) {
            numbers.add(number(decoded(other.getReference().substring(BY_IDENTIFIER.length())), system));
        }
        return numbers;
    }

    private static String number(String token, String system) {
        return token.startsWith(system + "|") ? token.substring(system.length() + 1) : "";
    }

    private static String decoded(String query) {
        try {
            return URLDecoder.decode(query, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
