package org.tsumugi.hl7v2.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.DocumentPart;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.MappingIssue;
import org.tsumugi.hl7v2.ResourceContribution;
import org.tsumugi.hl7v2.account.Ledger;

/** Whatever kind of contribution lacks a required element, it is said. */
class RequiredElementsOfContributionsTest {

    private static GroupKey group(GroupKind kind) {
        return new GroupKey("1312345670", kind, "key");
    }

    private static List<String> said(Contribution contribution) {
        Ledger ledger = new Ledger();
        Merging.checkRequired(contribution, Systems.URL, ledger);
        return ledger.issues().stream().map(MappingIssue::detail).toList();
    }

    private static Contribution of(GroupKind kind, Resource resource, boolean sustains) {
        return new ResourceContribution(group(kind), 0, sustains, List.of(resource));
    }

    @Test
    void checkShouldFindWhatADocumentLacks() {
        assertThat(said(new DocumentPart(
                        group(GroupKind.DOCUMENT), 0, 0, "a.pdf", new UUID(1, 2), new DocumentReference())))
                .containsExactly(
                        "DocumentReference.status is required and missing",
                        "DocumentReference.content is required and missing");
    }

    @Test
    void checkShouldFindWhatAPatientLacks() {
        Patient patient = new Patient();
        patient.getMeta().addProfile("http://jpfhir.jp/fhir/core/StructureDefinition/JP_Patient");
        assertThat(said(of(GroupKind.PATIENT, patient, true)))
                .containsExactly("Patient.identifier is required and missing");
    }

    @Test
    void checkShouldFindWhatAContainedResourceLacks() {
        Procedure procedure =
                new Procedure().setStatus(ProcedureStatus.COMPLETED).setSubject(new Reference("Patient/1"));
        procedure.addContained(new MedicationRequest().setSubject(new Reference("Patient/1")));
        assertThat(said(of(GroupKind.FILE, procedure, true)))
                .containsExactly(
                        "MedicationRequest.status is required and missing",
                        "MedicationRequest.intent is required and missing",
                        "MedicationRequest.medication[x] is required and missing");
    }

    @Test
    void checkShouldPassOverWhatMakesNothingByItself() {
        assertThat(said(of(GroupKind.FILE, new Procedure(), false))).isEmpty();
    }
}
