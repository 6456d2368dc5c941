package org.tsumugi.server.identity;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.HasParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes of a search for a person's data one for the data of all of its records that the reader may see, before the query: references to
 * the person's Patient ({@code patient=Patient/…}, {@code subject=…}), to its common health ID ({@code patient.identifier=…|…}), the same
 * within {@code _has}, and {@code Patient/…/$everything}. The facilities that the request reads limit the query as always.
 */
@Interceptor
public final class PersonExpansion {

    private static final String ID = "_id";

    private final VisiblePersons persons;

    PersonExpansion(VisiblePersons persons) {
        this.persons = persons;
    }

    /** What names no person, or one that the reader may not see, stays as it is and finds nothing. */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void expand(RequestDetails request, SearchParameterMap parameters) {
        if (request instanceof SystemRequestDetails) {
            return;
        }
        boolean everything = parameters.getEverythingMode() != null;
        for (String name : List.copyOf(parameters.keySet())) {
            List<List<IQueryParameterType>> groups = parameters.get(name);
            if (groups != null) {
                groups.replaceAll(anyOf -> expanded(anyOf, request, everything && name.equals(ID)));
            }
        }
    }

    private List<IQueryParameterType> expanded(
            List<IQueryParameterType> anyOf, RequestDetails request, boolean areIds) {
        List<IQueryParameterType> expanded = new ArrayList<>();
        for (IQueryParameterType value : anyOf) {
            List<IQueryParameterType> records = records(value, request, areIds);
            expanded.addAll(records.isEmpty() ? List.of(value) : records);
        }
        return expanded;
    }

    private List<IQueryParameterType> records(IQueryParameterType value, RequestDetails request, boolean isId) {
        if (value instanceof ReferenceParam reference) {
            return person(reference, request)
                    .map(person -> each(person, PersonExpansion::reference))
                    .orElse(List.of());
        } else if (value instanceof HasParam has) {
            return person(has, request)
                    .map(person -> each(
                            person,
                            patient -> new HasParam(
                                    has.getTargetResourceType(),
                                    has.getReferenceFieldName(),
                                    has.getParameterName().replaceFirst("\\.(_id|identifier)$", ""),
                                    "Patient/" + patient)))
                    .orElse(List.of());
        } else if (isId && value instanceof TokenParam token) {
            return person(token.getValue(), request)
                    .map(person -> each(person, patient -> new TokenParam(patient.toString())))
                    .orElse(List.of());
        }
        return List.of();
    }

    private Optional<VisiblePerson> person(ReferenceParam reference, RequestDetails request) {
        if (reference.hasResourceType() && !"Patient".equals(reference.getResourceType())) {
            return Optional.empty();
        }
        return reference.hasChain()
                ? byChain(reference.getChain(), reference.getValue(), request)
                : person(reference.getIdPart(), request);
    }

    private Optional<VisiblePerson> person(HasParam has, RequestDetails request) {
        String name = has.getParameterName();
        String value = has.getParameterValue();
        int chain = name.indexOf('.');
        return chain >= 0
                ? byChain(name.substring(chain + 1), value, request)
                : person(value.replaceFirst("^Patient/", ""), request);
    }

    private Optional<VisiblePerson> byChain(String chain, String value, RequestDetails request) {
        String system = IdentifierSystems.COMMON_HEALTH_ID + "|";
        if (chain.equals("identifier") && value.startsWith(system)) {
            return persons.byCommonHealthId(request, value.substring(system.length()));
        }
        return chain.equals(ID) ? person(value, request) : Optional.empty();
    }

    private Optional<VisiblePerson> person(String logicalId, RequestDetails request) {
        return LogicalIds.parse(logicalId).flatMap(id -> persons.byLogicalId(request, id));
    }

    private static List<IQueryParameterType> each(VisiblePerson person, Function<UUID, IQueryParameterType> make) {
        return person.patients().stream().map(make).toList();
    }

    private static IQueryParameterType reference(UUID patient) {
        return new ReferenceParam("Patient", null, patient.toString());
    }
}
