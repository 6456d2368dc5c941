package org.tsumugi.server.demo;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;

/** Looks in the loaded data, over the API, for a patient to show. */
final class ExampleFinder {

    private static final String REPRESENTATION = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";
    private static final List<String> SHOWN = List.of("Observation", "MedicationRequest", "Condition");
    private static final int LOOKED_AT = 50;

    private final IGenericClient fhir;

    ExampleFinder(URI server) {
        FhirContext context = FhirContext.forR4();
        context.getRestfulClientFactory().setServerValidationMode(ServerValidationModeEnum.NEVER);
        fhir = context.newRestfulGenericClient(server.resolve("/fhir").toString());
    }

    /** The first patient with results, prescriptions and conditions, or else the one with most of them; empty without patients. */
    Optional<ExamplePatient> find() {
        Patient best = null;
        int most = -1;
        for (BundleEntryComponent entry : search("Patient?_count=" + LOOKED_AT).getEntry()) {
            if (entry.getResource() instanceof Patient patient) {
                int kinds = kindsOf(patient);
                if (kinds > most) {
                    best = patient;
                    most = kinds;
                }
                if (most == SHOWN.size()) {
                    break;
                }
            }
        }
        return Optional.ofNullable(best).map(this::example);
    }

    private int kindsOf(Patient patient) {
        return (int) SHOWN.stream()
                .filter(type -> search(type + "?patient=" + idOf(patient) + "&_summary=count")
                                .getTotal()
                        > 0)
                .count();
    }

    private ExamplePatient example(Patient patient) {
        return new ExamplePatient(idOf(patient), name(patient, "IDE"), name(patient, "SYL"), test(idOf(patient)));
    }

    private @Nullable Coding test(String patient) {
        return search("Observation?patient=" + patient + "&_count=20").getEntry().stream()
                .map(entry -> entry.getResource() instanceof Observation observation ? observation : null)
                .filter(observation ->
                        observation != null && observation.getCode().hasCoding())
                .map(observation -> observation.getCode().getCodingFirstRep())
                .filter(Coding::hasCode)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable HumanName name(Patient patient, String representation) {
        return patient.getName().stream()
                .filter(name -> name.hasFamily()
                        && representation.equals(String.valueOf(name.getExtensionString(REPRESENTATION))))
                .findFirst()
                .orElse(null);
    }

    private Bundle search(String query) {
        return fhir.search().byUrl(query).returnBundle(Bundle.class).execute();
    }

    private static String idOf(Patient patient) {
        return patient.getIdElement().getIdPart();
    }
}
