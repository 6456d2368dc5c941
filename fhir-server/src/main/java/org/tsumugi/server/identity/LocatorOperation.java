package org.tsumugi.server.identity;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.identity.VisiblePerson.Held;
import org.tsumugi.server.person.LocatorRow;

/**
 * {@code GET Patient/{id}/$record-locator}: which facilities hold what of a person, of which days, and how far that is known to be all. Of
 * a facility's Patient it is that facility alone.
 */
public final class LocatorOperation {

    private final VisiblePersons persons;
    private final IFhirResourceDao<Patient> patients;
    private final Holdings holdings;

    LocatorOperation(VisiblePersons persons, IFhirResourceDao<Patient> patients, Holdings holdings) {
        this.persons = persons;
        this.patients = patients;
        this.holdings = holdings;
    }

    /**
     * The operation.
     *
     * @throws ResourceNotFoundException when there is no such Patient or the reader may not see it
     */
    @Operation(name = "$record-locator", typeName = "Patient", idempotent = true)
    public Parameters locate(@IdParam IdType id, RequestDetails request) {
        // asked first: what is decided while the answer is made then only makes it seem older
        Optional<Instant> undecidedSince = holdings.undecidedSince(persons.facilities(request));
        Parameters answer = new Parameters();
        holdings.of(records(id, request)).forEach(holding -> add(answer, holding));
        undecidedSince.ifPresent(
                since -> answer.addParameter().setName("undecidedSince").setValue(instant(since)));
        return answer;
    }

    private List<Held> records(IdType id, RequestDetails request) {
        UUID logicalId = LogicalIds.parse(id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id));
        return persons.byLogicalId(request, logicalId)
                .map(VisiblePerson::records)
                .orElseGet(() -> ofFacility(logicalId, request));
    }

    private List<Held> ofFacility(UUID patient, RequestDetails request) {
        IdType id = new IdType("Patient", patient.toString());
        // whether it may be seen is for the query to say
        patients.read(id, request);
        return List.of(holdings.ofFacility(patient).orElseThrow(() -> new ResourceNotFoundException(id)));
    }

    private static void add(Parameters answer, Holding holding) {
        ParametersParameterComponent facility = answer.addParameter().setName("holder");
        part(facility, "facility", new StringType(holding.facility()));
        part(facility, "patient", new Reference("Patient/" + holding.patient()));
        part(facility, "complete", new BooleanType(holding.complete()));
        part(facility, "pending", count(holding.pending()));
        part(facility, "quarantined", count(holding.quarantined()));
        part(facility, "lastReceived", instant(holding.lastReceivedAt()));
        part(facility, "confirmedUntil", instant(holding.confirmedUntil()));
        holding.rows().forEach(row -> add(facility, row));
    }

    private static void add(ParametersParameterComponent facility, LocatorRow row) {
        ParametersParameterComponent held = facility.addPart().setName("held");
        part(held, "type", new CodeType(row.resourceType()));
        part(held, "first", day(row.first()));
        part(held, "last", day(row.last()));
        part(held, "count", count(row.count()));
    }

    private static void part(ParametersParameterComponent parent, String name, @Nullable Type value) {
        if (value != null) {
            parent.addPart().setName(name).setValue(value);
        }
    }

    private static IntegerType count(long count) {
        return new IntegerType((int) Math.min(Integer.MAX_VALUE, count));
    }

    private static @Nullable Type instant(@Nullable Instant instant) {
        return instant == null
                ? null
                : new InstantType(
                        Date.from(instant), TemporalPrecisionEnum.MILLI, TimeZone.getTimeZone(ZoneOffset.UTC));
    }

    private static @Nullable Type day(@Nullable LocalDate day) {
        return day == null ? null : new DateType(day.toString());
    }
}
