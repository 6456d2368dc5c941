package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class ReferencesTest {

    private static final UUID PATIENT = UUID.fromString("00000000-0000-5000-8000-000000000001");
    private static final UUID ENCOUNTER = UUID.fromString("00000000-0000-5000-8000-000000000002");
    private static final UUID REQUEST = UUID.fromString("00000000-0000-5000-8000-000000000003");

    private final References references = new References(FhirContext.forR4Cached());

    @Test
    void targetsShouldFindReferencesAtAnyDepth() {
        assertThat(references.targets(List.of(request()))).containsExactlyInAnyOrder(PATIENT, ENCOUNTER);
    }

    @Test
    void targetsShouldLeaveOutWhatIsNoRelativeReference() {
        Observation observation = new Observation();
        observation.setSubject(new Reference("#contained"));
        observation.addPerformer(new Reference("https://elsewhere/Practitioner/" + PATIENT));
        observation.addPerformer(new Reference().setDisplay("name only"));

        assertThat(references.targets(List.of(observation))).isEmpty();
    }

    @Test
    void dropShouldTakeOutOnlyAbsentTargetsAndKeepTheDisplay() {
        MedicationRequest request = request();
        request.getEncounter().setDisplay("stay");

        references.drop(request, ENCOUNTER::equals);

        assertThat(request.getEncounter().hasReference()).isFalse();
        assertThat(request.getEncounter().getDisplay()).isEqualTo("stay");
        assertThat(request.getSubject().getReference()).isEqualTo("Patient/" + PATIENT);
    }

    @Test
    void orderingShouldPutTargetsFirst() {
        Map<UUID, Resource> byId = resources();
        Ordering ordering = new Ordering(byId, references);
        List<Resource> ordered = new ArrayList<>();

        assertThat(ordering.add(byId.getOrDefault(REQUEST, new Patient()), ordered))
                .isTrue();

        assertThat(ordered).extracting(Resource::fhirType).containsExactly("Patient", "Encounter", "MedicationRequest");
    }

    @Test
    void orderingShouldSayWhenResourcesReferToEachOtherInACircle() {
        Map<UUID, Resource> byId = resources();
        Encounter encounter = new Encounter();
        encounter.setId(ENCOUNTER.toString());
        encounter.addBasedOn(new Reference("MedicationRequest/" + REQUEST));
        byId.put(ENCOUNTER, encounter);

        assertThat(new Ordering(byId, references).add(encounter, new ArrayList<>()))
                .isFalse();
    }

    private static MedicationRequest request() {
        MedicationRequest request = new MedicationRequest();
        request.setId(REQUEST.toString());
        request.setSubject(new Reference("Patient/" + PATIENT));
        request.setEncounter(new Reference("Encounter/" + ENCOUNTER));
        return request;
    }

    private static Map<UUID, Resource> resources() {
        Patient patient = new Patient();
        patient.setId(PATIENT.toString());
        Encounter encounter = new Encounter();
        encounter.setId(ENCOUNTER.toString());
        encounter.setSubject(new Reference("Patient/" + PATIENT));
        Map<UUID, Resource> byId = new HashMap<>();
        byId.put(REQUEST, request());
        byId.put(ENCOUNTER, encounter);
        byId.put(PATIENT, patient);
        return byId;
    }
}
