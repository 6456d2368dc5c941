package org.tsumugi.server.search;

import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.rest.api.SearchContainedModeEnum;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.HasParam;
import ca.uhn.fhir.rest.param.ParamPrefixEnum;
import ca.uhn.fhir.rest.param.QuantityParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.util.DateUtils;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tsumugi.search.AmountTest;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.CountQuery.OfPatients;
import org.tsumugi.search.CountQuery.OfRecords;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.search.DayTest;
import org.tsumugi.search.IndexedParameters;
import org.tsumugi.search.NameTest;
import org.tsumugi.search.NamedTypes;
import org.tsumugi.search.PatientCondition;
import org.tsumugi.search.RecordCondition;

/**
 * A FHIR search as a question to the index, where the index knows all that is asked and compares it as HAPI would; nothing where it does
 * not. It looks at what HAPI is about to make a query of.
 */
final class CountTranslation {

    private static final String PATIENT = "Patient";
    private static final Set<String> PATIENT_REFERENCES = Set.of("patient", "subject");
    private static final String WITHOUT_SUBJECT = "AllergyIntolerance";
    private static final Set<String> GENDERS = Set.of("male", "female", "other", "unknown");

    /** Thrown where the index does not know something, and caught below. */
    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown() {
            super(null, null, false, false);
        }
    }

    private final List<List<DayTest>> births = new ArrayList<>();
    private final List<Set<String>> genders = new ArrayList<>();

    private CountTranslation() {}

    /**
     * @param type what is counted
     * @param parameters all that is asked, names as {@link NameCondition}
     */
    static Optional<CountQuery> of(String type, SearchParameterMap parameters, Unit unit) {
        boolean plain = parameters.getEverythingMode() == null
                && parameters.getLastUpdated() == null
                && parameters.getNearDistanceParam() == null
                && parameters.getSearchContainedMode() == SearchContainedModeEnum.FALSE
                && parameters.getSearchIncludeDeletedMode() == null;
        try {
            return plain ? Optional.of(new CountTranslation().query(type, parameters, unit)) : Optional.empty();
        } catch (Unknown e) {
            return Optional.empty();
        }
    }

    private CountQuery query(String type, SearchParameterMap parameters, Unit unit) {
        if (type.equals(PATIENT)) {
            List<RecordCondition> conditions = new ArrayList<>();
            parameters
                    .entrySet()
                    .forEach(entry -> entry.getValue().forEach(anyOf -> {
                        if (entry.getKey().equals("_has")) {
                            conditions.add(has(anyOf));
                        } else {
                            addPatient(entry.getKey(), anyOf);
                        }
                    }));
            return new OfPatients(unit, patient(), conditions);
        }
        Known record = new Known(type);
        parameters
                .entrySet()
                .forEach(entry -> entry.getValue().forEach(anyOf -> {
                    if (anyOf.size() == 1 && anyOf.get(0) instanceof ReferenceParam reference) {
                        addChain(entry.getKey(), reference);
                    } else {
                        record.add(entry.getKey(), anyOf);
                    }
                }));
        return new OfRecords(unit, record.condition(), patient());
    }

    private PatientCondition patient() {
        return new PatientCondition(births, genders);
    }

    private void addPatient(String parameter, List<IQueryParameterType> anyOf) {
        switch (parameter) {
            case "birthdate" -> births.add(List.of(days(only(anyOf, DateParam.class))));
            case "gender" ->
                genders.add(anyOf.stream()
                        .map(value -> gender(cast(value, TokenParam.class)))
                        .collect(Collectors.toSet()));
            default -> throw new Unknown();
        }
    }

    private static String gender(TokenParam token) {
        boolean plain = token.getModifier() == null && token.getMissing() == null && token.getSystem() == null;
        if (!plain || !GENDERS.contains(token.getValue())) {
            throw new Unknown();
        }
        return token.getValue();
    }

    /** {@code patient.birthdate} and {@code patient.gender}. */
    private void addChain(String parameter, ReferenceParam reference) {
        boolean toPatient = PATIENT_REFERENCES.contains(parameter)
                && (!reference.hasResourceType() || PATIENT.equals(reference.getResourceType()));
        if (!toPatient || reference.getChain() == null || reference.getMissing() != null) {
            throw new Unknown();
        }
        switch (reference.getChain()) {
            case "birthdate" -> births.add(List.of(days(date(reference.getValue()))));
            case "gender" -> genders.add(Set.of(gender(new TokenParam(reference.getValue()))));
            default -> throw new Unknown();
        }
    }

    private static DateParam date(String value) {
        DateParam date = new DateParam();
        date.setValueAsString(value);
        return date;
    }

    private static RecordCondition has(List<IQueryParameterType> anyOf) {
        HasParam has = only(anyOf, HasParam.class);
        boolean toPatient = has.getReferenceFieldName().equals("patient")
                || has.getReferenceFieldName().equals("subject")
                        && !has.getTargetResourceType().equals(WITHOUT_SUBJECT);
        if (!toPatient) {
            throw new Unknown();
        }
        Known record = new Known(has.getTargetResourceType());
        String value = has.getParameterValue();
        String parameter = has.getParameterName();
        if (record.days.contains(parameter)) {
            record.add(parameter, List.of(date(value)));
        } else if (record.amounts.contains(parameter)) {
            QuantityParam quantity = new QuantityParam();
            quantity.setValueAsQueryToken(null, parameter, null, value);
            record.add(parameter, List.of(quantity));
        } else {
            record.add(parameter, List.of(new TokenParam(value)));
        }
        return record.condition();
    }

    /** What is asked of one record. */
    private static final class Known {
        private final String type;
        private final Set<String> days;
        private final Set<String> amounts;
        private final List<List<NameTest>> names = new ArrayList<>();
        private final List<Map.Entry<String, List<DayTest>>> dayTests = new ArrayList<>();
        private final Map<String, List<AmountTest>> amountTests = new HashMap<>();

        Known(String type) {
            if (!NamedTypes.ALL.contains(type)) {
                throw new Unknown();
            }
            this.type = type;
            this.days = IndexedParameters.DAYS.getOrDefault(type, Set.of());
            this.amounts = IndexedParameters.AMOUNTS.getOrDefault(type, Set.of());
        }

        void add(String parameter, List<IQueryParameterType> anyOf) {
            if (parameter.equals("_id")) {
                TokenParam id = only(anyOf, TokenParam.class);
                names.add(NameCondition.ofId(id.getValue())
                        .orElseThrow(Unknown::new)
                        .anyOf());
            } else if (days.contains(parameter)) {
                dayTests.add(Map.entry(parameter, List.of(CountTranslation.days(only(anyOf, DateParam.class)))));
            } else if (amounts.contains(parameter) && !amountTests.containsKey(parameter)) {
                // HAPI takes two conditions for one and the same of several amounts
                amountTests.put(parameter, List.of(amount(only(anyOf, QuantityParam.class))));
            } else {
                throw new Unknown();
            }
        }

        RecordCondition condition() {
            return new RecordCondition(type, names, dayTests, List.copyOf(amountTests.entrySet()));
        }
    }

    private static DayTest days(DateParam date) {
        TemporalPrecisionEnum precision = date.getPrecision();
        boolean plain = !date.isEmpty()
                && date.getMissing() == null
                && precision != null
                && precision.ordinal() <= TemporalPrecisionEnum.DAY.ordinal();
        if (!plain) {
            throw new Unknown();
        }
        ParamPrefixEnum prefix = date.getPrefix() == null ? ParamPrefixEnum.EQUAL : date.getPrefix();
        // as HAPI does for ne
        DateRangeParam range = new DateRangeParam(
                prefix == ParamPrefixEnum.NOT_EQUAL
                        ? new DateParam(ParamPrefixEnum.EQUAL, date.getValueAsString())
                        : date);
        boolean oneDay = precision == TemporalPrecisionEnum.DAY;
        int first = ordinal(range.getLowerBoundAsDateInteger());
        int last = oneDay ? ordinal(range.getUpperBoundAsDateInteger()) : lastDay(range);
        return switch (prefix) {
            case EQUAL -> new DayTest(DayTest.Comparison.WITHIN, first, last);
            case NOT_EQUAL -> new DayTest(DayTest.Comparison.NOT_WITHIN, first, last);
            case GREATERTHAN_OR_EQUALS -> new DayTest(DayTest.Comparison.ENDS_FROM, first, 0);
            case LESSTHAN_OR_EQUALS -> new DayTest(DayTest.Comparison.BEGINS_BY, 0, last);
            default -> {
                if (!oneDay) {
                    throw new Unknown();
                }
                yield ofOneDay(prefix, first, last);
            }
        };
    }

    /** HAPI has already put the bound a day further. */
    private static DayTest ofOneDay(ParamPrefixEnum prefix, int first, int last) {
        return switch (prefix) {
            case GREATERTHAN -> new DayTest(DayTest.Comparison.ENDS_FROM, first, 0);
            case LESSTHAN -> new DayTest(DayTest.Comparison.BEGINS_BY, 0, last);
            case STARTS_AFTER -> new DayTest(DayTest.Comparison.BEGINS_FROM, first, 0);
            case ENDS_BEFORE -> new DayTest(DayTest.Comparison.ENDS_BY, 0, last);
            default -> throw new Unknown();
        };
    }

    /** Of a month or a year. */
    private static int lastDay(DateRangeParam range) {
        DateParam upper = range.getUpperBound();
        return upper == null
                ? 0
                : Integer.parseInt(DateUtils.getCompletedDate(upper.getValueAsString())
                        .getRight()
                        .replace("-", ""));
    }

    private static int ordinal(@Nullable Integer ordinal) {
        return ordinal == null ? 0 : ordinal;
    }

    private static AmountTest amount(QuantityParam quantity) {
        if (quantity.getValue() == null || quantity.getMissing() != null) {
            throw new Unknown();
        }
        ParamPrefixEnum prefix = quantity.getPrefix() == null ? ParamPrefixEnum.EQUAL : quantity.getPrefix();
        AmountTest.Comparison comparison = switch (prefix) {
            case EQUAL -> AmountTest.Comparison.EQUAL;
            case NOT_EQUAL -> AmountTest.Comparison.NOT_EQUAL;
            case GREATERTHAN -> AmountTest.Comparison.GREATER;
            case GREATERTHAN_OR_EQUALS -> AmountTest.Comparison.GREATER_OR_EQUAL;
            case LESSTHAN -> AmountTest.Comparison.LESS;
            case LESSTHAN_OR_EQUALS -> AmountTest.Comparison.LESS_OR_EQUAL;
            default -> throw new Unknown();
        };
        return new AmountTest(
                comparison, quantity.getValue().doubleValue(), text(quantity.getSystem()), text(quantity.getUnits()));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** HAPI compares all of several values as the first one's prefix says; that is for HAPI. */
    private static <T> T only(List<IQueryParameterType> anyOf, Class<T> type) {
        if (anyOf.size() != 1) {
            throw new Unknown();
        }
        return cast(anyOf.get(0), type);
    }

    private static <T> T cast(IQueryParameterType value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new Unknown();
        }
        return type.cast(value);
    }
}
