package org.tsumugi.server.identity;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.jpa.searchparam.matcher.InMemoryMatchResult;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.valueset.BundleEntrySearchModeEnum;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.fhir.FoldedNameSearch;

/**
 * Finds persons among Patients: by {@code _id} and by {@code identifier} with the system of common health IDs. A former common health ID
 * finds the person as it is now, a former logical id the Patient that says what took its place. All other searches are for Patients of
 * facilities, and are HAPI's.
 */
final class PersonSearch {

    private static final String ID = "_id";
    private static final String IDENTIFIER = "identifier";
    private static final int DEFAULT_COUNT = 50;
    private static final int LARGEST_COUNT = 1000;

    private final VisiblePersons persons;
    private final PersonPatients patients;
    private final SearchParamMatcher matcher;
    private final FoldedNameSearch names;

    PersonSearch(VisiblePersons persons, PersonPatients patients, SearchParamMatcher matcher, FoldedNameSearch names) {
        this.persons = persons;
        this.patients = patients;
        this.matcher = matcher;
        this.names = names;
    }

    /** A person and the id by which it is shown. */
    private record Named(VisiblePerson person, UUID logicalId) {}

    /**
     * The answer, if persons are asked for that the reader may see.
     *
     * @throws InvalidRequestException when the search also names others, or asks of persons what only records can be asked
     */
    Optional<IBundleProvider> answer(SearchParameterMap asked, RequestDetails request) {
        List<Map<UUID, Named>> groups = new ArrayList<>();
        boolean others = false;
        for (String parameter : List.of(ID, IDENTIFIER)) {
            for (List<? extends IQueryParameterType> anyOf : groups(asked, parameter)) {
                Map<UUID, Named> named = new TreeMap<>();
                for (IQueryParameterType value : anyOf) {
                    Optional<Named> person = person(parameter, value, request);
                    person.ifPresent(one -> named.put(one.logicalId(), one));
                    others |= person.isEmpty() && !isNobody(parameter, value);
                }
                groups.add(named);
            }
        }
        if (groups.stream().allMatch(Map::isEmpty)) {
            return Optional.empty();
        }
        if (others) {
            throw new InvalidRequestException("A search names persons or records of facilities, not both");
        }
        if (!asked.getIncludes().isEmpty() || !asked.getRevIncludes().isEmpty()) {
            throw new InvalidRequestException("A search for persons includes nothing");
        }
        return Optional.of(page(found(groups, asked, request), asked));
    }

    private static List<? extends List<? extends IQueryParameterType>> groups(
            SearchParameterMap asked, String parameter) {
        List<List<IQueryParameterType>> groups = asked.get(parameter);
        return groups == null ? List.of() : groups;
    }

    /** A common health ID that leads to nobody is no record's either. */
    private static boolean isNobody(String parameter, IQueryParameterType value) {
        return parameter.equals(IDENTIFIER)
                && value instanceof TokenParam token
                && IdentifierSystems.COMMON_HEALTH_ID.equals(token.getSystem());
    }

    private Optional<Named> person(String parameter, IQueryParameterType value, RequestDetails request) {
        if (parameter.equals(ID)) {
            return LogicalIds.parse(id(value))
                    .flatMap(id -> persons.byLogicalId(request, id).map(person -> new Named(person, id)));
        }
        return isNobody(parameter, value) && value instanceof TokenParam token && token.getModifier() == null
                ? persons.byCommonHealthId(request, token.getValue())
                        .map(person -> new Named(person, person.id().logicalId()))
                : Optional.empty();
    }

    private static @Nullable String id(IQueryParameterType value) {
        String id = value instanceof TokenParam token
                ? token.getValue()
                : value instanceof StringParam string ? string.getValue() : null;
        return id == null ? null : id.replaceFirst("^Patient/", "");
    }

    private List<Patient> found(List<Map<UUID, Named>> groups, SearchParameterMap asked, RequestDetails request) {
        Map<UUID, Named> named = new TreeMap<>(groups.get(0));
        groups.forEach(group -> named.keySet().retainAll(group.keySet()));
        SearchParameterMap further = new SearchParameterMap();
        asked.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(ID) && !entry.getKey().equals(IDENTIFIER))
                .forEach(entry -> further.put(entry.getKey(), entry.getValue()));
        further.setLastUpdated(asked.getLastUpdated());
        names.fold(further);
        return named.values().stream()
                .map(one -> patients.of(request, one.person(), one.logicalId()))
                .filter(patient -> matches(further, patient))
                .peek(patient ->
                        ResourceMetadataKeyEnum.ENTRY_SEARCH_MODE.put(patient, BundleEntrySearchModeEnum.MATCH))
                .toList();
    }

    private boolean matches(SearchParameterMap further, Patient patient) {
        if (further.isEmpty() && further.getLastUpdated() == null) {
            return true;
        }
        InMemoryMatchResult result = matcher.match(further, patient);
        if (!result.supported()) {
            throw new InvalidRequestException("A search for persons takes no such parameter");
        }
        return result.matched();
    }

    private static IBundleProvider page(List<Patient> found, SearchParameterMap asked) {
        int from = Math.min(found.size(), asked.getOffset() == null ? 0 : asked.getOffset());
        int count = asked.getCount() == null ? DEFAULT_COUNT : Math.min(LARGEST_COUNT, asked.getCount());
        SimpleBundleProvider page = new SimpleBundleProvider(found.subList(from, Math.min(found.size(), from + count)));
        page.setSize(found.size());
        page.setCurrentPageOffset(from);
        page.setCurrentPageSize(count);
        return page;
    }
}
