package org.tsumugi.server.search;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import ca.uhn.fhir.rest.param.CompositeParam;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.HasParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons with a year or month as FHIR means them (R4, search, 3.1.1.5.6 and 7): {@code ge2026} is from its first day on, {@code
 * le2026} until its last. HAPI begins on the last and ends on the first. Each becomes the comparison with the day that is meant, at the end
 * of chains and in {@code _has} too.
 */
@Interceptor
public final class DateBounds {

    private static final Pattern PERIOD = Pattern.compile("(ge|gt|sa|le|lt|eb)(\\d{4})(?:-(0[1-9]|1[0-2]))?");

    private static final Set<String> FROM_ITS_FIRST_DAY = Set.of("ge", "lt", "eb");

    private static final Pattern BEFORE_THE_LAST = Pattern.compile(".*[:.]");

    private final Set<String> names;

    /** @param fhir whose search parameters of type date are meant */
    public DateBounds(FhirContext fhir) {
        names = fhir.getResourceTypes().stream()
                .flatMap(type -> fhir.getResourceDefinition(type).getSearchParams().stream())
                .filter(parameter -> parameter.getParamType() == RestSearchParameterTypeEnum.DATE)
                .map(RuntimeSearchParam::getName)
                .collect(Collectors.toSet());
    }

    /** For all searches, also counts. */
    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    public void replace(SearchParameterMap parameters) {
        parameters.values().forEach(all -> all.forEach(anyOf -> anyOf.replaceAll(this::replaced)));
    }

    private IQueryParameterType replaced(IQueryParameterType value) {
        if (value instanceof DateParam date) {
            replace(date);
        } else if (value instanceof CompositeParam<?, ?> both && both.getRightValue() instanceof DateParam date) {
            replace(date);
        } else if (value instanceof HasParam has && isDate(has.getParameterName())) {
            return ofDay(has.getParameterValue())
                    .<IQueryParameterType>map(day -> new HasParam(
                            has.getTargetResourceType(), has.getReferenceFieldName(), has.getParameterName(), day))
                    .orElse(has);
        } else if (value instanceof ReferenceParam reference && isDate(reference.getChain())) {
            return ofDay(reference.getValue())
                    .<IQueryParameterType>map(
                            day -> new ReferenceParam(reference.getResourceType(), reference.getChain(), day))
                    .orElse(reference);
        }
        return value;
    }

    private static void replace(DateParam date) {
        if (date.getPrefix() != null) {
            String prefix = date.getPrefix().getValue();
            ofDay(prefix + date.getValueAsString())
                    .ifPresent(day -> date.setValueAsString(day.substring(prefix.length())));
        }
    }

    private boolean isDate(@Nullable String path) {
        return path != null && names.contains(BEFORE_THE_LAST.matcher(path).replaceFirst(""));
    }

    /** The comparison with a day; empty where there is none with a year or month. */
    static Optional<String> ofDay(@Nullable String comparison) {
        Matcher period = PERIOD.matcher(comparison == null ? "" : comparison);
        if (!period.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(period.group(2));
        boolean ofMonth = period.group(3) != null;
        YearMonth month = YearMonth.of(year, ofMonth ? Integer.parseInt(period.group(3)) : 1);
        LocalDate last = ofMonth ? month.atEndOfMonth() : LocalDate.of(year, 12, 31);
        LocalDate day = FROM_ITS_FIRST_DAY.contains(period.group(1)) ? month.atDay(1) : last;
        return Optional.of(period.group(1) + day);
    }
}
