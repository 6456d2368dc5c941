package org.tsumugi.server.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.util.MatchUrlUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Refuses what is no number where a number or quantity is searched for, and numbers far longer than any that is measured. HAPI fails at
 * the first, and writes the second out in full.
 */
@Interceptor
public final class NumberSyntax {

    private static final Pattern VALUE = Pattern.compile(
            "([a-z]{2})?([+-]?(\\d{1,50}(\\.\\d{0,50})?|\\.\\d{1,50})([eE][+-]?\\d{1,2})?)?(\\|.*)?", Pattern.DOTALL);

    /** Within a system or unit they have a backslash before them. */
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    private static final Pattern DOLLAR = Pattern.compile("(?<!\\\\)\\$");

    private static final Pattern SEPARATOR = Pattern.compile("[:.]");

    private static final Set<RestSearchParameterTypeEnum> NUMBERS =
            Set.of(RestSearchParameterTypeEnum.QUANTITY, RestSearchParameterTypeEnum.NUMBER);

    private static final String MISSING = "missing";

    /** Of what is made of several, by its name: {@code code-value-quantity}. */
    private static final String WITH_QUANTITY = "-quantity";

    private final Set<String> names = new HashSet<>();
    private final Set<String> composites = new HashSet<>();

    /** @param fhir whose search parameters are checked, and ours */
    public NumberSyntax(FhirContext fhir) {
        Set<String> others = new HashSet<>();
        for (String type : fhir.getResourceTypes()) {
            fhir.getResourceDefinition(type).getSearchParams().forEach(parameter -> note(parameter, others));
        }
        names.removeAll(others);
        names.add(SearchParameters.DOSE);
    }

    private void note(RuntimeSearchParam parameter, Set<String> others) {
        if (NUMBERS.contains(parameter.getParamType())) {
            names.add(parameter.getName());
        } else if (parameter.getParamType() == RestSearchParameterTypeEnum.COMPOSITE
                && parameter.getName().endsWith(WITH_QUANTITY)) {
            composites.add(parameter.getName());
        } else {
            others.add(parameter.getName());
        }
    }

    /** Before HAPI reads the values. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void check(RequestDetails request) {
        request.getParameters()
                .forEach((parameter, values) -> List.of(values).forEach(value -> check(parameter, value)));
    }

    /** The same of a bundle's requests, of which HAPI says nothing before it has read their values. */
    @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
    public void check(IBaseBundle bundle) {
        if (bundle instanceof Bundle requests) {
            requests.getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getRequest)
                    .flatMap(request -> Stream.of(request.getUrl(), request.getIfNoneExist()))
                    .filter(Objects::nonNull)
                    .flatMap(url -> MatchUrlUtil.translateMatchUrl(url).stream())
                    .forEach(pair -> check(pair.getName(), Objects.requireNonNullElse(pair.getValue(), "")));
        }
    }

    private void check(String parameter, String value) {
        List<String> parts = List.of(SEPARATOR.split(parameter));
        if (parts.isEmpty() || parts.get(parts.size() - 1).equals(MISSING)) {
            return;
        }
        boolean composite = parts.stream().anyMatch(composites::contains);
        if ((composite || parts.stream().anyMatch(names::contains))
                && !COMMA.splitAsStream(value)
                        .allMatch(one -> isNumber(composite ? last(DOLLAR.split(one, -1)) : one))) {
            throw new InvalidRequestException("The search parameter " + parameter
                    + " takes a number, with a comparison such as ge before it and a system and unit behind it");
        }
    }

    private static boolean isNumber(String text) {
        return VALUE.matcher(text).matches();
    }

    private static String last(String[] parts) {
        return parts[parts.length - 1];
    }
}
