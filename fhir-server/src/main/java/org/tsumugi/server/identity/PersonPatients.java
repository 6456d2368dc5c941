package org.tsumugi.server.identity;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.server.identity.VisiblePerson.Held;
import org.tsumugi.server.identity.VisiblePerson.Id;

/**
 * Makes the Patient of a person from the Patients of its visible records, each read by the reader's own request.
 *
 * <p>Name, sex, date of birth, addresses and telephone numbers are those of one record, never mixed: of the active Patients the one that
 * changed last, ties by facility. {@code link} (seealso) names each record's Patient, {@code identifier} the common health ID (official),
 * former ones (old) and the patient numbers of the facilities (secondary). The Patient is active while any of the records is. No profile is
 * claimed. The version is a digest of all that is said, so it changes exactly when the answer does.
 */
final class PersonPatients {

    private static final int VERSION_LENGTH = 16;

    private static final Comparator<Source> LATEST_LAST = Comparator.comparing((Source source) ->
                    !source.patient().hasActive() || source.patient().getActive())
            .thenComparing(source -> changed(source.patient()))
            .thenComparing(source -> source.held().facility(), Comparator.reverseOrder());

    private final FhirContext fhir;
    private final IFhirResourceDao<Patient> patients;

    PersonPatients(FhirContext fhir, IFhirResourceDao<Patient> patients) {
        this.fhir = fhir;
        this.patients = patients;
    }

    private record Source(Held held, Patient patient) {}

    /**
     * The Patient that goes by a logical id of the person: of a former one an inactive Patient that only says what took its place.
     *
     * @throws ResourceNotFoundException when the last of the records went meanwhile
     */
    Patient of(RequestDetails request, VisiblePerson person, UUID logicalId) {
        return person.id().logicalId().equals(logicalId)
                ? present(request, person)
                : former(
                        person,
                        person.ids().stream()
                                .filter(id -> id.logicalId().equals(logicalId))
                                .findFirst()
                                .orElseThrow());
    }

    /** The Patient that the person goes by now. */
    Patient present(RequestDetails request, VisiblePerson person) {
        List<Source> sources = sources(request, person);
        Source shown = sources.stream().max(LATEST_LAST).orElseThrow(() -> new ResourceNotFoundException("no records"));
        Patient patient = new Patient();
        patient.addIdentifier(identifier(person.id(), IdentifierUse.OFFICIAL));
        person.ids().stream().skip(1).forEach(id -> patient.addIdentifier(identifier(id, IdentifierUse.OLD)));
        sources.forEach(source -> numbers(source).forEach(patient::addIdentifier));
        patient.setActive(sources.stream()
                .anyMatch(source ->
                        !source.patient().hasActive() || source.patient().getActive()));
        demographics(shown.patient().copy(), patient);
        sources.forEach(source -> patient.addLink()
                .setType(LinkType.SEEALSO)
                .setOther(new Reference("Patient/" + source.held().patient())));
        Date lastUpdated = sources.stream()
                .map(source -> changed(source.patient()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return versioned(patient, person.id().logicalId(), lastUpdated);
    }

    private Patient former(VisiblePerson person, Id former) {
        Patient patient = new Patient();
        patient.addIdentifier(identifier(former, IdentifierUse.OLD));
        patient.setActive(false);
        patient.addLink()
                .setType(LinkType.REPLACEDBY)
                .setOther(new Reference("Patient/" + person.id().logicalId()));
        return versioned(patient, former.logicalId(), null);
    }

    /** A record may go between the question whose it is and this. */
    private List<Source> sources(RequestDetails request, VisiblePerson person) {
        List<Source> sources = new ArrayList<>();
        for (Held held : person.records()) {
            try {
                sources.add(new Source(
                        held, patients.read(new IdType("Patient", held.patient().toString()), request)));
            } catch (ResourceNotFoundException | ResourceGoneException e) {
                continue;
            }
        }
        return sources;
    }

    private static Identifier identifier(Id id, IdentifierUse use) {
        return new Identifier()
                .setUse(use)
                .setSystem(IdentifierSystems.COMMON_HEALTH_ID)
                .setValue(id.commonHealthId().value());
    }

    private static List<Identifier> numbers(Source source) {
        String system = PatientIds.system(source.held().facility());
        return source.patient().getIdentifier().stream()
                .filter(identifier -> system.equals(identifier.getSystem()))
                .map(identifier -> identifier.copy().setUse(IdentifierUse.SECONDARY))
                .toList();
    }

    private static void demographics(Patient from, Patient to) {
        to.setName(from.getName());
        to.setTelecom(from.getTelecom());
        to.setGenderElement(from.getGenderElement());
        to.setBirthDateElement(from.getBirthDateElement());
        to.setDeceased(from.getDeceased());
        to.setAddress(from.getAddress());
    }

    private static Date changed(Patient patient) {
        return Objects.requireNonNullElseGet(patient.getMeta().getLastUpdated(), () -> new Date(0));
    }

    private Patient versioned(Patient patient, UUID logicalId, @Nullable Date lastUpdated) {
        String said = fhir.newJsonParser().encodeResourceToString(patient);
        String version = HexFormat.of().formatHex(digest(said)).substring(0, VERSION_LENGTH);
        patient.setId(new IdType("Patient", logicalId.toString(), version));
        patient.getMeta().setVersionId(version);
        if (lastUpdated != null) {
            patient.getMeta().setLastUpdated(lastUpdated);
        }
        return patient;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
