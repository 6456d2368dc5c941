package org.tsumugi.server.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses what is no number where a number or quantity is searched for, and numbers far longer than any that is measured. HAPI fails at
 * the first, and writes the second out in full.
 */
@Interceptor
public final class NumberSyntax {

    private static final Pattern VALUE = Pattern.compile(
            "([a-z]{2})?([+-]?(\\d{1,50}(\\.\\d{0,50})?|\\.\\d{1,50})([eE][+-]?\\d{1,2})?)?(\\|.*)?", Pattern.DOTALL);

    /** A comma within a system or unit has a backslash before it. */
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    private static final Pattern SEPARATOR = Pattern.compile("[:.]");

    private static final Set<RestSearchParameterTypeEnum> NUMBERS =
            Set.of(RestSearchParameterTypeEnum.QUANTITY, RestSearchParameterTypeEnum.NUMBER);

    private static final String MISSING = "missing";

    private final Set<String> names = new HashSet<>();

    /** @param fhir whose search parameters are checked, and ours */
    public NumberSyntax(FhirContext fhir) {
        Set<String> others = new HashSet<>();
        for (String type : fhir.getResourceTypes()) {
            fhir.getResourceDefinition(type)
                    .getSearchParams()
                    .forEach(parameter ->
                            (NUMBERS.contains(parameter.getParamType()) ? names : others).add(parameter.getName()));
        }
        names.removeAll(others);
        names.add(SearchParameters.DOSE);
    }

    /** Before HAPI reads the values. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
    public void check(RequestDetails request) {
        request.getParameters().forEach((parameter, values) -> {
            List<String> parts = List.of(SEPARATOR.split(parameter));
            if (!parts.get(parts.size() - 1).equals(MISSING)
                    && parts.stream().anyMatch(names::contains)
                    && !Arrays.stream(values).allMatch(NumberSyntax::isOfNumbers)) {
                throw new InvalidRequestException("The search parameter " + parameter
                        + " takes a number, with a comparison such as ge before it and a system and unit behind it");
            }
        });
    }

    private static boolean isOfNumbers(String value) {
        return Arrays.stream(COMMA.split(value))
                .allMatch(one -> VALUE.matcher(one).matches());
    }
}
