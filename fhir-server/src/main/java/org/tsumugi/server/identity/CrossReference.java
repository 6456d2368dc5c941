package org.tsumugi.server.identity;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/**
 * {@code GET Patient/$ihe-pix} (IHE PIXm ITI-83): what else the patient with an identifier is called. Domains are the patient numbers of
 * each facility that the reader may see, common health IDs, and the logical ids of this server ({@code base|Patient/id}). A facility that
 * the reader may not see is a domain that is not known.
 */
public final class CrossReference {

    private final VisiblePersons persons;
    private final PersonPatients patients;

    CrossReference(VisiblePersons persons, PersonPatients patients) {
        this.persons = persons;
        this.patients = patients;
    }

    /**
     * The operation.
     *
     * @param sources exactly one {@code system|value}
     * @param targets the domains that are wanted; all when there is none
     * @throws InvalidRequestException when the source is not of this form
     * @throws RefusedException when a domain or the identifier is not known
     */
    @Operation(name = "$ihe-pix", typeName = "Patient", idempotent = true)
    public Parameters crossReference(
            @OperationParam(name = "sourceIdentifier", max = OperationParam.MAX_UNLIMITED) @Nullable
                    List<StringType> sources,
            @OperationParam(name = "targetSystem", max = OperationParam.MAX_UNLIMITED) @Nullable List<UriType> targets,
            RequestDetails request) {
        Source source = Source.of(sources);
        Set<String> known = domains(request);
        if (!known.contains(source.system())) {
            throw new RefusedException(Failure.UNKNOWN_SOURCE_SYSTEM);
        }
        Set<String> wanted = new HashSet<>();
        (targets == null ? List.<UriType>of() : targets).forEach(target -> wanted.add(target.getValue()));
        if (!known.containsAll(wanted)) {
            throw new RefusedException(Failure.UNKNOWN_TARGET_SYSTEM);
        }
        VisiblePerson person =
                find(source, request).orElseThrow(() -> new RefusedException(Failure.UNKNOWN_SOURCE_IDENTIFIER));
        return answer(source, wanted.isEmpty() ? known : wanted, person, request);
    }

    /** The one identifier that is asked about. */
    private record Source(String system, String value) {

        static Source of(@Nullable List<StringType> sources) {
            String text = sources == null || sources.size() != 1
                    ? null
                    : sources.get(0).getValue();
            int bar = text == null ? -1 : text.indexOf('|');
            if (text == null || bar <= 0 || bar == text.length() - 1) {
                throw new InvalidRequestException("$ihe-pix needs one sourceIdentifier of the form system|value");
            }
            return new Source(text.substring(0, bar), text.substring(bar + 1));
        }

        /** Where the system is this server: with the type before it or without. */
        String logicalId() {
            return value.replaceFirst("^Patient/", "");
        }

        boolean is(Identifier identifier) {
            return system.equals(identifier.getSystem()) && value.equals(identifier.getValue());
        }

        /** No number appears in logs. */
        @Override
        public String toString() {
            return "Source[" + system + "]";
        }
    }

    private Set<String> domains(RequestDetails request) {
        Set<String> domains = new HashSet<>(Set.of(IdentifierSystems.COMMON_HEALTH_ID, request.getFhirServerBase()));
        persons.facilities(request).forEach(facility -> domains.add(PatientIds.system(facility)));
        return domains;
    }

    private Optional<VisiblePerson> find(Source source, RequestDetails request) {
        if (source.system().equals(IdentifierSystems.COMMON_HEALTH_ID)) {
            return persons.byCommonHealthId(request, source.value());
        }
        return IdentifierSystems.facility(source.system())
                .map(facility -> persons.ofPatient(request, PatientIds.logicalId(facility, source.value())))
                .orElseGet(() -> LogicalIds.parse(source.logicalId())
                        .flatMap(id -> persons.byLogicalId(request, id).or(() -> persons.ofPatient(request, id))));
    }

    private Parameters answer(Source source, Set<String> wanted, VisiblePerson person, RequestDetails request) {
        Parameters answer = new Parameters();
        Patient patient = patients.present(request, person);
        patient.getIdentifier().stream()
                .filter(identifier -> wanted.contains(identifier.getSystem()) && !source.is(identifier))
                .forEach(identifier ->
                        answer.addParameter().setName("targetIdentifier").setValue(identifier));
        boolean ids = wanted.contains(request.getFhirServerBase());
        if (ids || wanted.contains(IdentifierSystems.COMMON_HEALTH_ID)) {
            add(answer, source, person.id().logicalId().toString());
        }
        person.records().stream()
                .filter(held -> ids || wanted.contains(PatientIds.system(held.facility())))
                .forEach(held -> add(answer, source, held.patient().toString()));
        return answer;
    }

    private static void add(Parameters answer, Source source, String logicalId) {
        if (!source.logicalId().equals(logicalId)) {
            answer.addParameter().setName("targetId").setValue(new Reference("Patient/" + logicalId));
        }
    }
}
