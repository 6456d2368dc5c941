package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.account.IgnoreRule;

/** The trace of every golden case, proved by altering the message: what a source gives changes when the source does. */
class AlterationTest {

    private static final Pattern SOURCE =
            Pattern.compile("([A-Z][A-Z0-9]{2})\\[(\\d+)]-(\\d+)(?:\\[(\\d+)])?(?:\\.(\\d+))?");
    private static final String MARK = "QZ7";

    /** A table beside a text without a code, in the last repetition: IgnoreRule.TABLE_OF_NO_CODE. */
    private static final Pattern TABLE_OF_NO_CODE =
            Pattern.compile("(^|~)(|[^^~]*\\^[^^~]*\\^[^^~]*\\^)\\^[^^~]+\\^[^^~]*" + MARK + "$");

    /** Nothing, something unknown, and codes of the tables that a state or kind is read from. */
    private static final List<String> OTHERS = List.of(
            "",
            "?",
            "CA",
            "CM",
            "HD",
            "DC",
            "SC",
            "D",
            "X",
            "F",
            "P",
            "I",
            "O",
            "E",
            "A",
            "C",
            "U",
            "Y",
            "N",
            "1",
            "2",
            "3",
            "H1",
            "L",
            "20",
            "AP",
            "PA",
            "RE",
            "NA",
            "CT^CT^DCM",
            "MR",
            "W1");

    /**
     * What is added here and not seen: sub-components that are read to compare or to name something, or as the second code of a
     * unit for which a Quantity has no room; and parts of fields that a rule ignores as a whole once another value is made of
     * them.
     */
    private static final Set<String> KNOWN = Set.of(
            "IPC-7&", "IPC-7~", "IPC-9&", "IPC-9~", "OBX-3^", "OBX-5&", "ORC-1^", "ORC-1~", "ORC-22&", "ORC-22~",
            "ORC-23~", "PRB-13^", "PV1-2^", "PV1-2~", "PV1-44^", "PV1-44~", "PV1-7&", "PV1-7^", "RXA-12&", "RXE-19&",
            "RXE-11&", "RXE-5&", "RXE-5^", "SPM-2&", "TQ1-13&", "TQ1-2&", "TQ1-5&", "TQ1-6&", "TQ1-6^", "TQ1-9^",
            "ZE2-4&");

    /** Where the order of a message and the order number of its path give the same reference, and one suspicion said twice. */
    private static final Set<String> SAID_TWICE = Set.of(
            "OBR-29.1 basedOn[0].reference",
            "ORC-8.1 basedOn[0].reference",
            "ORC-2.1 request.reference",
            "PRB-13 verificationStatus.coding[0].code");

    private final IParser parser = FhirContext.forR4Cached().newJsonParser();

    @TestFactory
    List<DynamicTest> whatASourceGivesShouldChangeWithTheSource() throws Exception {
        return tests(this::sourcesAreTrue);
    }

    @TestFactory
    List<DynamicTest> whatIsAddedShouldBeInAResourceOrReported() throws Exception {
        return tests(this::additionsAreSeen);
    }

    @TestFactory
    List<DynamicTest> deletedValuesShouldBeInNoResource() throws Exception {
        return tests(this::deletionsAreNoText);
    }

    private interface Check {
        List<String> wrong(TestFiles.NamedFile file, MapperSettings settings) throws Exception;
    }

    private static List<DynamicTest> tests(Check check) throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (TestFiles.NamedFile file : TestFiles.ofCases()) {
            MapperSettings settings = new MapperSettings(
                    PatientIdMismatch.QUARANTINE, file.settings().systems());
            tests.add(DynamicTest.dynamicTest(
                    file.name(), () -> assertThat(check.wrong(file, settings)).isEmpty()));
        }
        return tests;
    }

    // ---- sources ----

    private List<String> sourcesAreTrue(TestFiles.NamedFile file, MapperSettings settings) throws Exception {
        List<String> wrong = new ArrayList<>();
        MappedFile mapped = map(file, settings, file.bytes());
        if (mapped.verdict() != Verdict.MAPPED) {
            return wrong;
        }
        List<TracedElement> before = mapped.account().elements();
        Map<String, List<TracedElement>> byOnlySource = new LinkedHashMap<>();
        for (TracedElement element : before) {
            if (element.sources().size() == 1) {
                byOnlySource
                        .computeIfAbsent(element.sources().get(0), source -> new ArrayList<>())
                        .add(element);
            }
        }
        Map<String, Long> counted = counted(before);
        for (Map.Entry<String, List<TracedElement>> source : byOnlySource.entrySet()) {
            Set<String> unchanged = new HashSet<>();
            source.getValue().forEach(element -> unchanged.add(element.path() + "=" + element.value()));
            for (String code : OTHERS) {
                if (unchanged.isEmpty()) {
                    break;
                }
                byte[] altered =
                        altered(file.bytes(), source.getKey(), value -> code.equals("?") ? other(value) : code);
                List<TracedElement> after =
                        map(file, settings, altered).account().elements();
                Map<String, Long> countedAfter = counted(after);
                Set<String> fromThere = new HashSet<>();
                after.stream()
                        .filter(element -> element.sources().contains(source.getKey()))
                        .forEach(element -> fromThere.add(what(element)));
                source.getValue().stream()
                        .filter(element -> (!code.isEmpty() && !fromThere.contains(what(element)))
                                || countedAfter.getOrDefault(what(element), 0L)
                                        < counted.getOrDefault(what(element), 0L))
                        .forEach(element -> unchanged.remove(element.path() + "=" + element.value()));
            }
            String field = source.getKey().replaceAll("\\[\\d+]", "");
            unchanged.stream()
                    .filter(element -> !SAID_TWICE.contains(field + " " + element.replaceAll("=.*", "")))
                    .forEach(element -> wrong.add(source.getKey() + " does not give " + element));
        }
        return wrong;
    }

    /** Another value of the same kind where that is easy to tell. */
    private static String other(String value) {
        StringBuilder other = new StringBuilder(value);
        for (int i = value.length() - 1; i >= 0; i--) {
            char c = value.charAt(i);
            if (c >= '0' && c <= '9') {
                other.setCharAt(i, c == '0' ? '1' : (char) (c - 1));
                return other.toString();
            }
        }
        return MARK;
    }

    private static Map<String, Long> counted(List<TracedElement> elements) {
        Map<String, Long> counted = new HashMap<>();
        elements.forEach(element -> counted.merge(what(element), 1L, Long::sum));
        return counted;
    }

    /** Without ids, which may change with a value. */
    private static String what(TracedElement element) {
        return element.resource().replaceAll("/.*", "") + "." + element.path().replaceAll("\\[\\d+]", "") + "="
                + element.value();
    }

    // ---- additions ----

    private List<String> additionsAreSeen(TestFiles.NamedFile file, MapperSettings settings) throws Exception {
        List<String> wrong = new ArrayList<>();
        MappedFile mapped = map(file, settings, file.bytes());
        if (mapped.verdict() != Verdict.MAPPED) {
            return wrong;
        }
        Set<MappingIssue> before = new HashSet<>(mapped.issues());
        for (FieldAccount.Entry entry : mapped.account().entries()) {
            String place =
                    entry.segment() + entry.field().substring(entry.field().indexOf('-'));
            if (entry.fate() != FieldAccount.Fate.MAPPED || isIgnored(file, entry)) {
                continue;
            }
            for (String added : List.of("&" + MARK, "^" + MARK, "^^^^^^^^^^^^^^^^" + MARK, "~" + MARK)) {
                boolean[] isTableOfNoCode = {false};
                MappedFile altered = map(file, settings, altered(file.bytes(), place, value -> {
                    isTableOfNoCode[0] = TABLE_OF_NO_CODE.matcher(value + added).find();
                    return value + added;
                }));
                boolean reported = altered.issues().stream()
                        .anyMatch(issue -> issue.field() == null
                                ? !before.contains(issue)
                                : entry.segment().equals(issue.segment())
                                        && issue.field().startsWith(entry.field()));
                boolean refused = altered.account().entries().stream()
                        .noneMatch(one -> one.segment().equals(entry.segment())
                                && one.field().equals(entry.field())
                                && one.fate() == FieldAccount.Fate.MAPPED);
                boolean known = KNOWN.contains(entry.field() + added.charAt(0));
                if (!known
                        && !isTableOfNoCode[0]
                        && !reported
                        && !refused
                        && !json(altered, settings).contains(MARK)) {
                    wrong.add(place + " loses " + added + " in " + file.name());
                }
            }
        }
        return wrong;
    }

    /** Further parts of a field that a rule ignores are ignored by it. */
    private static boolean isIgnored(TestFiles.NamedFile file, FieldAccount.Entry entry) {
        String[] field = entry.field().split("-");
        return IgnoreRule.ofField(file.path().dataType(), field[0], Integer.parseInt(field[1]))
                .isPresent();
    }

    // ---- deletions ----

    private List<String> deletionsAreNoText(TestFiles.NamedFile file, MapperSettings settings) throws Exception {
        List<String> wrong = new ArrayList<>();
        MappedFile mapped = map(file, settings, file.bytes());
        for (FieldAccount.Entry entry : mapped.account().entries()) {
            String place =
                    entry.segment() + entry.field().substring(entry.field().indexOf('-'));
            if (entry.field().startsWith("MSH-")) {
                continue;
            }
            for (String deleted : List.of("\"\"", "\"\"^\"\"^\"\"", "\"\"~\"\"", "\"\"&\"\"", "A1^\"\"&B~\"\"")) {
                MappedFile altered = map(file, settings, altered(file.bytes(), place, value -> deleted));
                if (json(altered, settings).contains("\\\"\\\"")) {
                    wrong.add(place + " " + deleted);
                }
            }
        }
        return wrong;
    }

    // ---- messages ----

    private static MappedFile map(TestFiles.NamedFile file, MapperSettings settings, byte[] bytes) {
        return SsMix2Mapper.of(settings).map(file.facility(), file.path(), bytes);
    }

    private String json(MappedFile mapped, MapperSettings settings) {
        SsMix2Mapper mapper = SsMix2Mapper.of(settings);
        List<Resource> resources = new ArrayList<>();
        mapped.contributions().forEach(one -> resources.addAll(mapper.merge(one.group(), List.of(one))));
        resources.sort(Comparator.comparing(Resource::fhirType));
        StringBuilder json = new StringBuilder();
        resources.forEach(resource -> json.append(parser.encodeResourceToString(resource)));
        return json.toString();
    }

    /** The message with another value at a place such as {@code TQ1[2]-3[2].1}. */
    private static byte[] altered(byte[] message, String place, UnaryOperator<String> alteration) throws Exception {
        Matcher at = SOURCE.matcher(place);
        assertThat(at.matches()).as(place).isTrue();
        String[] segments = text(message).split("\r");
        int occurrence = Integer.parseInt(at.group(2));
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].startsWith(at.group(1) + "|") && --occurrence == 0) {
                int field = Integer.parseInt(at.group(3)) - (at.group(1).equals("MSH") ? 1 : 0);
                segments[i] = altered(segments[i], "|", field, part -> inField(part, at, alteration));
            }
        }
        return bytes(String.join("\r", segments));
    }

    private static String inField(String field, Matcher at, UnaryOperator<String> alteration) {
        if (at.group(4) == null && at.group(5) == null) {
            return alteration.apply(field);
        }
        int repetition = at.group(4) == null ? 0 : Integer.parseInt(at.group(4)) - 1;
        return altered(
                field,
                "~",
                repetition,
                part -> at.group(5) == null
                        ? alteration.apply(part)
                        : altered(part, "^", Integer.parseInt(at.group(5)) - 1, alteration));
    }

    private static String altered(String text, String delimiter, int number, UnaryOperator<String> alteration) {
        String[] parts = text.split(Pattern.quote(delimiter), -1);
        if (number < parts.length) {
            parts[number] = alteration.apply(parts[number]);
        }
        return String.join(delimiter, parts);
    }

    private static String text(byte[] message) throws Exception {
        return org.tsumugi.hl7v2.charset.JapaneseText.decode(message).text();
    }

    private static byte[] bytes(String text) throws Exception {
        return new GoldenCase.Input("", text).bytes();
    }
}
