package org.tsumugi.testbed.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tsumugi.search.AmountTest;
import org.tsumugi.search.DayTest;
import org.tsumugi.search.NameTest;
import org.tsumugi.search.RecordCondition;
import org.tsumugi.search.name.Folding;
import org.tsumugi.testbed.search.data.Kind;
import org.tsumugi.testbed.search.data.Vocabulary;

/**
 * A record that is looked for.
 *
 * @param part that its name contains
 * @param whole its name, for where all of it is asked for
 * @param inPeriod whether it must be of one year
 * @param least the least amount; 0 where any will do
 */
record Sought(Kind kind, String part, String whole, boolean inPeriod, int least) {

    private static final Span PERIOD = new Span(LocalDate.of(2024, 4, 1), LocalDate.of(2025, 3, 31));

    private String text(Way way) {
        return way == Way.EXACT ? whole : part;
    }

    /** As the index is asked. */
    RecordCondition condition(Way way, int variation) {
        List<Map.Entry<String, List<DayTest>>> days = new ArrayList<>();
        if (inPeriod) {
            PERIOD.later(variation).tests().forEach(test -> days.add(Map.entry(kind.day(), List.of(test))));
        }
        List<Map.Entry<String, List<AmountTest>>> amounts = new ArrayList<>();
        if (least > 0) {
            AmountTest test = new AmountTest(AmountTest.Comparison.GREATER_OR_EQUAL, least, "", "");
            amounts.add(Map.entry(kind.amount().orElseThrow(), List.of(test)));
        }
        return new RecordCondition(kind.type(), List.of(List.of(name(way))), days, amounts);
    }

    private NameTest name(Way way) {
        NameTest.Mode mode = way == Way.EXACT ? NameTest.Mode.EXACT : NameTest.Mode.CONTAINS;
        return new NameTest(mode, Folding.fold(text(way)));
    }

    /** How many names contain the part. */
    long names(Vocabulary vocabulary) {
        NameTest test = name(Way.SUBSTRING);
        return vocabulary.names().stream()
                .filter(name -> name.type().equals(kind.type()))
                .filter(test::matches)
                .count();
    }

    /** The name as a FHIR search parameter. */
    String nameParameter(Way way) {
        return "code-name:" + (way == Way.EXACT ? "exact" : "contains") + "=" + text(way);
    }

    /** All of it as FHIR search parameters of its type. */
    List<String> parameters(Way way, int variation) {
        List<String> parameters = new ArrayList<>();
        parameters.add(nameParameter(way));
        if (least > 0) {
            parameters.add(kind.amount().orElseThrow() + "=ge" + least);
        }
        if (inPeriod) {
            parameters.addAll(PERIOD.later(variation).parameters(kind.day()));
        }
        return parameters;
    }
}
