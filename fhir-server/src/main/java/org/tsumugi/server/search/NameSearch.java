package org.tsumugi.server.search;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.entity.Search;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.HasParam;
import ca.uhn.fhir.rest.param.ParameterUtil;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsumugi.search.NameTest;
import org.tsumugi.search.NameTest.Mode;
import org.tsumugi.search.NamedTypes;
import org.tsumugi.search.name.Folding;

/**
 * The search parameter {@code code-name}, alone and in {@code _has}: before HAPI makes its query, each becomes a {@link NameCondition},
 * which {@link NamePredicate} answers within the query.
 */
@Interceptor(order = NameSearch.AFTER_OTHERS)
public final class NameSearch {

    /** The parameter. */
    public static final String PARAMETER = "code-name";

    static final int AFTER_OTHERS = 100;

    private static final int MOST_ALTERNATIVES = 100;
    private static final int MOST_CONDITIONS = 50;

    private static final String ID = "_id";
    private static final String HAS = "_has";

    /** {@code code-name} with or without a modifier, behind whatever {@code _has} and chains there are. */
    private static final Pattern NAMED = Pattern.compile("(.*[:.])?" + PARAMETER + "(?::([^:.]*))?");

    private static final Pattern DISTINCT_OF_ANOTHER = Pattern.compile("(.*[:.])?" + Counts.DISTINCT + "(:.*)?");

    private static final Pattern LAST_HAS = Pattern.compile("(?:.*:)?_has:([A-Za-z]+):[^:]+:");

    /** For all searches, also counts. */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void replace(ICachedSearchDetails search, RequestDetails request, SearchParameterMap parameters) {
        Counts.check(parameters);
        refuseSort(parameters.getSort());
        refuseModifiers(request);
        requireFewConditions(parameters);
        String type = search instanceof Search details ? details.getResourceType() : request.getResourceName();
        for (String name : List.copyOf(parameters.keySet())) {
            List<List<IQueryParameterType>> all = parameters.get(name);
            if (name.equals(PARAMETER) && type != null && all != null) {
                parameters.remove(name);
                for (List<IQueryParameterType> anyOf : all) {
                    NameCondition condition = condition(type, anyOf);
                    addId(parameters, condition.asId());
                    MatchedNames.expect(request, condition);
                }
            } else if (all != null) {
                all.replaceAll(NameSearch::replaced);
            }
        }
    }

    /** Each is a query of its own within HAPI's. */
    private static void requireFewConditions(SearchParameterMap parameters) {
        int conditions = Stream.of(PARAMETER, HAS)
                .map(parameters::get)
                .filter(Objects::nonNull)
                .mapToInt(List::size)
                .sum();
        if (conditions > MOST_CONDITIONS) {
            throw new InvalidRequestException(
                    "A search takes at most " + MOST_CONDITIONS + " conditions of " + PARAMETER + " and _has");
        }
    }

    /** Beside ids that are asked for, not among them. */
    private static void addId(SearchParameterMap parameters, String id) {
        List<List<IQueryParameterType>> ids = parameters.get(ID);
        List<List<IQueryParameterType>> more = ids == null ? new ArrayList<>() : new ArrayList<>(ids);
        more.add(new ArrayList<>(List.of(new TokenParam(id))));
        parameters.put(ID, more);
    }

    private static NameCondition condition(String type, List<IQueryParameterType> anyOf) {
        requireFew(anyOf);
        List<NameTest> tests = new ArrayList<>();
        for (IQueryParameterType value : anyOf) {
            if (!(value instanceof StringParam text)) {
                throw new IllegalStateException("HAPI takes " + PARAMETER + " for something else than a string");
            }
            String modifier = text.isContains() ? "contains" : text.isExact() ? "exact" : null;
            tests.add(test(modifier, text.getValue()));
        }
        return new NameCondition(type, tests);
    }

    private static void requireFew(List<IQueryParameterType> anyOf) {
        if (anyOf.size() > MOST_ALTERNATIVES) {
            throw new InvalidRequestException("The search parameter " + PARAMETER + " takes at most "
                    + MOST_ALTERNATIVES + " values separated by commas");
        }
    }

    private static NameTest test(@Nullable String modifier, @Nullable String value) {
        String folded = Folding.fold(value == null ? "" : value);
        if (folded.isEmpty()) {
            throw new InvalidRequestException("The search parameter " + PARAMETER + " has no value to look for");
        }
        return new NameTest(mode(modifier), folded);
    }

    private static Mode mode(@Nullable String modifier) {
        return switch (modifier == null ? "" : modifier) {
            case "" -> Mode.START;
            case "contains" -> Mode.CONTAINS;
            case "exact" -> Mode.EXACT;
            default ->
                throw new InvalidRequestException(
                        "The search parameter " + PARAMETER + " takes the modifiers :contains and :exact or none");
        };
    }

    /** HAPI leaves out modifiers that it does not know. */
    private static void refuseModifiers(RequestDetails request) {
        for (String parameter : request.getParameters().keySet()) {
            if (parameter.startsWith(PARAMETER + ":")) {
                Mode ignored = mode(parameter.substring(PARAMETER.length() + 1));
            }
        }
    }

    private static List<IQueryParameterType> replaced(List<IQueryParameterType> anyOf) {
        if (anyOf.isEmpty()) {
            return anyOf;
        }
        if (anyOf.get(0) instanceof HasParam has && has.getParameterName() != null) {
            refuseDistinct(has.getParameterName());
            Matcher named = NAMED.matcher(has.getParameterName());
            return named.matches() ? replaced(has, named, anyOf) : anyOf;
        }
        if (anyOf.get(0) instanceof ReferenceParam reference && reference.hasChain()) {
            refuseDistinct(reference.getChain());
            refuseChain(reference.getChain());
        }
        return anyOf;
    }

    /** Values parted by commas are one condition: they come as one parameter each. */
    private static List<IQueryParameterType> replaced(HasParam first, Matcher named, List<IQueryParameterType> anyOf) {
        String before = Optional.ofNullable(named.group(1)).orElse("");
        if (before.endsWith(".")) {
            refuseChain(PARAMETER);
        }
        Matcher has = LAST_HAS.matcher(before);
        String type = has.matches() ? has.group(1) : first.getTargetResourceType();
        if (!NamedTypes.ALL.contains(type)) {
            throw new InvalidRequestException("There is no search parameter " + PARAMETER + " of " + type);
        }
        requireFew(anyOf);
        List<NameTest> tests = anyOf.stream()
                .map(value -> test(named.group(2), ParameterUtil.unescape(((HasParam) value).getParameterValue())))
                .toList();
        return new ArrayList<>(List.of(new HasParam(
                first.getTargetResourceType(),
                first.getReferenceFieldName(),
                before + ID,
                new NameCondition(type, tests).asId())));
    }

    private static void refuseChain(String chain) {
        if (NAMED.matcher(chain).matches()) {
            throw new InvalidRequestException("The search parameter " + PARAMETER
                    + " can be used by itself and in _has, not at the end of a chain");
        }
    }

    private static void refuseDistinct(String chain) {
        if (DISTINCT_OF_ANOTHER.matcher(chain).matches()) {
            throw new InvalidRequestException(
                    "The search parameter " + Counts.DISTINCT + " is of the whole search, not of a part of it");
        }
    }

    private static void refuseSort(@Nullable SortSpec sort) {
        for (SortSpec each = sort; each != null; each = each.getChain()) {
            if (PARAMETER.equals(each.getParamName())) {
                throw new InvalidRequestException("Results cannot be sorted by " + PARAMETER);
            }
        }
    }
}
