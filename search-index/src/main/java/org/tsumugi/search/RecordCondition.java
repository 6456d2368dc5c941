package org.tsumugi.search;

import java.util.List;
import java.util.Map;

/**
 * What one record must meet, all of it the same record. Each list is all of what it holds, and of each of these any one.
 *
 * @param type FHIR resource type
 * @param names each met by a name that the record bears
 * @param days each met by the days of a search parameter
 * @param amounts each met by an amount of a search parameter
 */
public record RecordCondition(
        String type,
        List<List<NameTest>> names,
        List<Map.Entry<String, List<DayTest>>> days,
        List<Map.Entry<String, List<AmountTest>>> amounts) {

    public RecordCondition {
        names = List.copyOf(names);
        days = List.copyOf(days);
        amounts = List.copyOf(amounts);
    }

    /** How many tests it is made of; names that are alternatives are one. */
    long tests() {
        return names.size()
                + days.stream().mapToLong(test -> test.getValue().size()).sum()
                + amounts.stream().mapToLong(test -> test.getValue().size()).sum();
    }

    boolean hasLongUnit() {
        return amounts.stream()
                .flatMap(anyOf -> anyOf.getValue().stream())
                .anyMatch(test -> test.unit().length() + test.system().length() > CountQuery.LONGEST_UNIT);
    }

    /** Every record of a type. */
    public static RecordCondition any(String type) {
        return new RecordCondition(type, List.of(), List.of(), List.of());
    }
}
