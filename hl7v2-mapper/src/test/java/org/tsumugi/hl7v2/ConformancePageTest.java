package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.FieldAccount.Fate;
import org.tsumugi.hl7v2.FieldFacts.Fact;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.storage.DataType;

/**
 * docs/conformance/ssmix2.md says what the mapper does with the golden cases, field by field. With {@code -Ddocs.update=true}
 * the page is written anew.
 */
class ConformancePageTest {

    private static final Path PAGE = Path.of("../docs/conformance/ssmix2.md");
    private static final int MOST_CASES = 2;
    /** What has happened, in a message that plans it: reported. */
    private static final Set<String> CONTRADICTIONS = Set.of("ADT-21 PV1-44", "ADT-21 PV1-45", "ADT-51 PV1-45");

    private static final Set<String> COMMON = Set.of("MSH", "EVN", "PID");
    private static final String HEAD =
            "\n| field | name | use | state | FHIR element, or rule | shown by |\n| --- | --- | --- | --- | --- | --- |\n";

    @Test
    void everyFieldOfTheSpecificationShouldBeMappedOrIgnoredInSomeCase() throws Exception {
        FieldFacts facts = FieldFacts.ofCases();
        List<String> open = new ArrayList<>();
        for (DataType type : DataType.values()) {
            for (FieldUsage.Row row : FieldUsage.of(type)) {
                String field = row.segment() + "-" + row.field();
                Fact fact = isCommon(field)
                        ? facts.ofAnyType(field)
                        : facts.of(type, field).orElseGet(Fact::new);
                boolean neverRead =
                        IgnoreRule.ofField(type, row.segment(), row.field()).isPresent();
                boolean unseen = fact.fates.isEmpty();
                boolean excused = unseen && (neverRead || dependsOnTheTrigger(type, row));
                boolean left = unseen || fact.fate() == Fate.REPORTED;
                if (left && !excused && !CONTRADICTIONS.contains(type.folder() + " " + field)) {
                    open.add(type.folder() + " " + field + " " + row.name()
                            + (fact.fates.isEmpty() ? " (in no case)" : " (reported)"));
                }
            }
        }
        assertThat(open).isEmpty();
    }

    /** All movements share one table: what is planned (PV2) is told by the messages that plan it. */
    private static boolean dependsOnTheTrigger(DataType type, FieldUsage.Row row) {
        return row.use().equals("C")
                || (type.folder().startsWith("ADT") && row.segment().equals("PV2"));
    }

    @Test
    void pageShouldSayWhatTheMapperDoes() throws Exception {
        String page = page(FieldFacts.ofCases());
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page(FieldFacts facts) {
        StringBuilder page = new StringBuilder();
        page.append("""
                # SS-MIX2: every field of every data type

                Written by `ConformancePageTest` from what the mapper does with the golden cases
                (`hl7v2-mapper/src/test/resources/cases/<case>.case`); do not edit. Rules that are not about one field:
                [ssmix2-rules.md](ssmix2-rules.md).

                *use*: R required, RE required but may be empty, C conditional, O optional (SS-MIX2 1.2g); – not in the
                specification. *state*: **mapped** to these FHIR elements; **ignored** by this rule; **reported** as an issue.
                A part of a mapped field that no element has room for is reported with its component.

                ## Rules by which a value is left out

                | rule | reason |
                | --- | --- |
                """);
        for (IgnoreRule rule : IgnoreRule.values()) {
            page.append("| ")
                    .append(rule.id())
                    .append(" | ")
                    .append(rule.reason())
                    .append(" |\n");
        }
        common(facts, page);
        for (DataType type : DataType.values()) {
            table(type, facts, page);
        }
        return page.toString();
    }

    /** MSH, EVN and PID are read the same way in every type. */
    private static void common(FieldFacts facts, StringBuilder page) {
        page.append("\n## Every data type: MSH, EVN, PID\n").append(HEAD);
        Map<String, FieldUsage.Row> rows = new LinkedHashMap<>();
        Set<String> shown = new TreeSet<>();
        for (DataType type : DataType.values()) {
            FieldUsage.of(type).stream()
                    .filter(row -> COMMON.contains(row.segment()))
                    .forEach(row -> rows.putIfAbsent(row.segment() + "-" + row.field(), row));
            facts.fields(type).stream().filter(ConformancePageTest::isCommon).forEach(shown::add);
        }
        rows.forEach((field, row) -> row(field, row, facts.ofAnyType(field), "", page));
        shown.removeAll(rows.keySet());
        shown.forEach(field -> row(field, null, facts.ofAnyType(field), "", page));
    }

    private static boolean isCommon(String field) {
        return COMMON.contains(field.substring(0, field.indexOf('-')));
    }

    private static void table(DataType type, FieldFacts facts, StringBuilder page) {
        page.append("\n## ")
                .append(type.folder())
                .append(' ')
                .append(type.japaneseName())
                .append('\n')
                .append(HEAD);
        Set<String> shown = new TreeSet<>(facts.fields(type));
        shown.removeIf(ConformancePageTest::isCommon);
        for (FieldUsage.Row row : FieldUsage.of(type)) {
            String field = row.segment() + "-" + row.field();
            if (COMMON.contains(row.segment())) {
                continue;
            }
            if (shown.remove(field)) {
                facts.of(type, field).ifPresent(fact -> row(field, row, fact, type.folder(), page));
            } else {
                IgnoreRule.ofField(type, row.segment(), row.field())
                        .ifPresent(rule -> neverRead(field, row, rule, page));
            }
        }
        for (String further : shown) {
            facts.of(type, further).ifPresent(fact -> row(further, null, fact, type.folder(), page));
        }
    }

    private static void neverRead(String field, FieldUsage.Row row, IgnoreRule rule, StringBuilder page) {
        page.append("| ")
                .append(String.join(" | ", field, row.name(), row.use(), "ignored", rule.id(), "never read"))
                .append(" |\n");
    }

    /** @param folder cases of this type are named first */
    private static void row(
            String field, FieldUsage.@Nullable Row usage, Fact fact, String folder, StringBuilder page) {
        String detail = switch (fact.fate()) {
            case MAPPED -> fact.paths.stream().map(path -> "`" + path + "`").collect(Collectors.joining(", "));
            case IGNORED -> String.join(", ", fact.rules);
            case REPORTED -> "";
        };
        String own = folder.toLowerCase(Locale.ROOT) + "/";
        String cases = fact.cases.stream()
                .sorted(Comparator.comparing((String name) -> !name.startsWith(own))
                        .thenComparing(name -> name))
                .limit(MOST_CASES)
                .collect(Collectors.joining(", "));
        String name = usage == null ? "" : usage.name() + (usage.repeats() ? " *" : "");
        String use = usage == null ? "–" : usage.use();
        String state = fact.fate().toString().toLowerCase(Locale.ROOT);
        page.append("| ")
                .append(String.join(" | ", field, name, use, state, detail, cases))
                .append(" |\n");
    }
}
