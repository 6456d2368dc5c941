package org.tsumugi.hl7v2;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tsumugi.hl7v2.FieldAccount.Entry;
import org.tsumugi.hl7v2.FieldAccount.Fate;
import org.tsumugi.hl7v2.storage.DataType;

/** What the golden cases show about every field: its fate, the elements it goes to, and the cases that show it. */
final class FieldFacts {

    /** Parts of datatypes: a field that gives them gives the element they are part of. */
    private static final Pattern PART_OF_DATATYPE = Pattern.compile(
            "\\.(coding|code|system|display|version|text|family|given|prefix|suffix|use|value|unit|reference|type|line|city"
                    + "|state|postalCode|country|numerator|denominator|start|end|comparator"
                    + "|extension\\('http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation'\\))$");

    private final Map<DataType, Map<String, Fact>> facts = new TreeMap<>();

    /** The facts about one field, collected over all cases. */
    static final class Fact {
        final Set<Fate> fates = new TreeSet<>();
        final Set<String> rules = new TreeSet<>();
        final Set<String> paths = new TreeSet<>();
        final Set<String> cases = new TreeSet<>();

        /** The best that was shown: a field that is mapped somewhere is a mapped field. */
        Fate fate() {
            return fates.iterator().next();
        }
    }

    static FieldFacts ofCases() throws Exception {
        FieldFacts facts = new FieldFacts();
        for (TestFiles.NamedFile file : TestFiles.ofCases()) {
            facts.add(file);
        }
        return facts;
    }

    /** @param field such as {@code PRB-3} */
    Optional<Fact> of(DataType type, String field) {
        return Optional.ofNullable(facts.getOrDefault(type, Map.of()).get(field));
    }

    /** What all types together show about a field. */
    Fact ofAnyType(String field) {
        Fact all = new Fact();
        facts.values().stream()
                .map(ofType -> ofType.get(field))
                .filter(Objects::nonNull)
                .forEach(fact -> {
                    all.fates.addAll(fact.fates);
                    all.rules.addAll(fact.rules);
                    all.paths.addAll(fact.paths);
                    all.cases.addAll(fact.cases);
                });
        return all;
    }

    /** Every field of a type that some case has, such as {@code PRB-3}. */
    Set<String> fields(DataType type) {
        return facts.getOrDefault(type, Map.of()).keySet();
    }

    private void add(TestFiles.NamedFile file) {
        FieldAccount account = file.map().account();
        Map<String, Set<String>> paths = new HashMap<>();
        for (TracedElement element : account.elements()) {
            for (String source : element.sources()) {
                paths.computeIfAbsent(field(source), f -> new TreeSet<>()).add(path(element));
            }
        }
        for (Entry entry : account.entries()) {
            String number = entry.field().substring(entry.field().indexOf('-'));
            Fact fact = facts.computeIfAbsent(file.path().dataType(), type -> new TreeMap<>())
                    .computeIfAbsent(entry.field(), f -> new Fact());
            fact.fates.add(entry.fate());
            if (!entry.rule().isEmpty()) {
                fact.rules.add(entry.rule());
            }
            fact.paths.addAll(paths.getOrDefault(entry.segment() + number, Set.of()));
            fact.cases.add(file.name().replaceAll("\\.case #\\d+$", ""));
        }
    }

    private static String field(String source) {
        int dash = source.indexOf('-');
        return dash < 0 ? source : source.replaceAll("(-\\d+).*", "$1");
    }

    /** The element without indexes and without the parts of its datatype. */
    private static String path(TracedElement element) {
        String type = element.resource().substring(0, element.resource().indexOf('/'));
        String path = element.path().replaceAll("\\[\\d+]", "");
        String shorter = PART_OF_DATATYPE.matcher(path).replaceFirst("");
        while (!shorter.equals(path)) {
            path = shorter;
            shorter = PART_OF_DATATYPE.matcher(path).replaceFirst("");
        }
        return type + "." + path.replaceAll("extension\\('[^']*[/:]([^/:']+)'\\)", "extension($1)");
    }
}
