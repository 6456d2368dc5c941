package org.tsumugi.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsumugi.search.CountQuery.OfPatients;
import org.tsumugi.search.CountQuery.OfRecords;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.search.Generation.Versioned;
import org.tsumugi.search.Generation.Written;
import org.tsumugi.search.NameTest.Mode;
import org.tsumugi.search.name.Folding;
import org.tsumugi.search.plain.PlainIndex;

/** What every index answers. */
public interface SearchIndexContract {

    /**
     * An index.
     *
     * @param index questions to it
     * @param generation the generation in force
     * @param narrow questions to it that may mean only {@link #FEW_NAMES}, and tell of {@link #FEW_TOLD}
     */
    record Parts(SearchIndex index, Generation generation, SearchIndex narrow) {}

    int FEW_NAMES = 5;
    int FEW_TOLD = 3;

    /** The index under test, the same throughout a test. */
    Parts parts();

    /** Empties the index under test, where it is not empty. */
    @BeforeEach
    default void begin() {
        // a plain index is empty
    }

    String LAB = "Observation";
    String DISEASE = "Condition";
    String DRUG = "MedicationRequest";

    Name LDL = name(LAB, "ＬＤＬ コレステロール");
    Name NON_LDL = name(LAB, "non-LDLコレステロール");
    Name HDL = name(LAB, "HDLコレステロール");
    Name HEART_FAILURE = name(DISEASE, "慢性心不全");
    Name REBAMIPIDE = name(DRUG, "レバミピド錠100mg");

    private static Name name(String type, String written) {
        return new Name(type, Folding.fold(written));
    }

    private static NameTest contains(String written) {
        return new NameTest(Mode.CONTAINS, Folding.fold(written));
    }

    private static RecordCondition named(String type, NameTest... anyOf) {
        return new RecordCondition(type, List.of(List.of(anyOf)), List.of(), List.of());
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static RecordEntry lab(int day, double value, Name... names) {
        return new RecordEntry(
                id(),
                LAB,
                keys(names),
                Map.of("date", new Days(day, day)),
                Map.of("value-quantity", List.of(new Amount(value, "http://unitsofmeasure.org", "mg/dL"))));
    }

    private static RecordEntry disease(Name... names) {
        return new RecordEntry(id(), DISEASE, keys(names), Map.of(), Map.of());
    }

    private static RecordEntry drug(Name... names) {
        return new RecordEntry(id(), DRUG, keys(names), Map.of(), Map.of());
    }

    private static Set<Long> keys(Name... names) {
        Set<Long> keys = new HashSet<>();
        for (Name name : names) {
            keys.add(name.key());
        }
        return keys;
    }

    private static PatientEntry patient(String id, String facility, int born, String gender, RecordEntry... records) {
        return new PatientEntry(id, facility, new Days(born, born), gender, Set.of(), List.of(records));
    }

    private void write(PersonDocument... documents) {
        List<Versioned> versioned = new ArrayList<>();
        for (PersonDocument document : documents) {
            versioned.add(new Versioned(document, 1));
        }
        Generation generation = parts().generation();
        generation.addNames(List.of(LDL, NON_LDL, HDL, HEART_FAILURE, REBAMIPIDE));
        assertThat(generation.write(versioned)).isEqualTo(new Written(Map.of(), Map.of()));
        generation.refresh();
    }

    private Count count(CountQuery query, Visibility visibility) {
        return parts().index().count(query, visibility, Unindexed.nothing()).orElseThrow();
    }

    private long total(CountQuery query) {
        return count(query, Visibility.all()).total();
    }

    private Set<Long> found(String type, NameTest... anyOf) {
        return parts().index().keys(type, List.of(anyOf), Unindexed.nothing()).orElseThrow();
    }

    @Test
    default void keysShouldBeThoseOfTheNamesThatContainAPart() {
        write();
        assertThat(found(LAB, contains("ldl"))).isEqualTo(keys(LDL, NON_LDL));
        assertThat(found(LAB, contains("ｺﾚｽﾃﾛｰﾙ"))).isEqualTo(keys(LDL, NON_LDL, HDL));
        assertThat(found(LAB, contains("h"))).isEqualTo(keys(HDL));
        assertThat(found(LAB, contains("こ"))).isEmpty();
        assertThat(found(LAB, contains("l d l コ"))).isEqualTo(keys(LDL, NON_LDL));
    }

    @Test
    default void keysShouldBeThoseOfTheWholeNameOrItsBeginning() {
        write();
        assertThat(found(LAB, new NameTest(Mode.EXACT, LDL.folded()))).isEqualTo(keys(LDL));
        assertThat(found(LAB, new NameTest(Mode.EXACT, "ldl"))).isEmpty();
        assertThat(found(LAB, new NameTest(Mode.START, "ldl"))).isEqualTo(keys(LDL));
        assertThat(found(LAB, new NameTest(Mode.START, "n"), contains("hd"))).isEqualTo(keys(NON_LDL, HDL));
    }

    @Test
    default void keysShouldBeOfTheTypeAskedFor() {
        write();
        assertThat(found(DISEASE, contains("ldl"))).isEmpty();
        assertThat(found(DISEASE, contains("心"))).isEqualTo(keys(HEART_FAILURE));
    }

    @Test
    default void keysShouldTakeWildcardsForTheCharactersThatTheyAre() {
        Name stars = name(LAB, "a*b?c\\d");
        Name plain = name(LAB, "axbyczd");
        parts().generation().addNames(List.of(stars, plain));
        parts().generation().refresh();
        for (String one : List.of("*", "?", "\\", "a*b", "?c", "c\\d")) {
            assertThat(found(LAB, contains(one))).as(one).isEqualTo(keys(stars));
            assertThat(found(LAB, new NameTest(Mode.START, "a*"))).isEqualTo(keys(stars));
        }
    }

    @Test
    default void keysShouldBeAllHoweverManyThereAre() {
        List<Name> many = new ArrayList<>();
        for (int i = 0; i < 25_000; i++) {
            many.add(name(LAB, "錠" + i));
        }
        parts().generation().addNames(many);
        parts().generation().refresh();
        assertThat(found(LAB, contains("錠"))).hasSize(25_000);
        assertThat(found(LAB, contains("錠2499"))).hasSize(11);
    }

    @Test
    default void keysShouldKnowNamesThatTheIndexDoesNot() {
        write();
        Name fresh = name(LAB, "LDL-P");
        Unindexed unindexed = new Unindexed(Map.of(), Set.of(fresh, name(DISEASE, "ldl")));
        assertThat(parts().index().keys(LAB, List.of(contains("ldl")), unindexed))
                .contains(keys(LDL, NON_LDL, fresh));
    }

    @Test
    default void keysShouldBeNoneWhereMoreAreMeantThanTheBound() {
        List<Name> five = numbered(LAB, "甲錠", 5);
        parts().generation().addNames(five);
        parts().generation().addNames(numbered(LAB, "乙錠", 6));
        parts().generation().addNames(numbered(DISEASE, "甲錠", 9));
        parts().generation().refresh();
        assertThat(narrow(Set.of(), contains("甲"))).contains(keys(five.toArray(Name[]::new)));
        assertThat(narrow(Set.of(), contains("乙"))).isEmpty();
        assertThat(narrow(Set.of(), contains("甲"), contains("乙錠0"))).isEmpty();
        assertThat(narrow(Set.copyOf(five), contains("甲"))).as("the same names").isPresent();
        assertThat(narrow(Set.of(name(LAB, "甲錠X")), contains("甲"))).isEmpty();
    }

    private static List<Name> numbered(String type, String beginning, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> name(type, beginning + i))
                .toList();
    }

    private Optional<Set<Long>> narrow(Set<Name> unindexed, NameTest... anyOf) {
        return parts().narrow().keys(LAB, List.of(anyOf), new Unindexed(Map.of(), unindexed));
    }

    @Test
    default void keysShouldBeFoundByTextsAsLongAsNames() {
        Name kanji = new Name(LAB, "𠮷".repeat(Name.MAX_LENGTH));
        Name mixed = new Name(LAB, "𠮷".repeat(Name.MAX_LENGTH - 1) + "癌");
        parts().generation().addNames(List.of(kanji, mixed));
        parts().generation().refresh();
        assertThat(found(LAB, new NameTest(Mode.CONTAINS, kanji.folded()))).isEqualTo(keys(kanji));
        assertThat(found(LAB, new NameTest(Mode.CONTAINS, mixed.folded()))).isEqualTo(keys(mixed));
        assertThat(found(LAB, new NameTest(Mode.EXACT, mixed.folded() + "癌"))).isEqualTo(keys(mixed));
        assertThat(found(LAB, new NameTest(Mode.START, mixed.folded() + "癌"))).isEqualTo(keys(mixed));
        Name shifted = new Name(LAB, "癌".repeat(301) + "錠");
        Name start = new Name(LAB, "癌".repeat(300) + "錠");
        parts().generation().addNames(List.of(shifted, start));
        parts().generation().refresh();
        assertThat(found(LAB, new NameTest(Mode.START, start.folded()), contains("甲")))
                .isEqualTo(keys(start));
        assertThat(found(LAB, new NameTest(Mode.CONTAINS, kanji.folded() + "𠮷")))
                .as("longer than any name")
                .isEmpty();
    }

    @Test
    default void keysShouldBeThoseOfAnyOfManyTests() {
        write();
        List<NameTest> tests = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            tests.add(new NameTest(Mode.values()[i % Mode.values().length], "no" + i));
        }
        tests.add(contains("hdl"));
        tests.add(0, new NameTest(Mode.EXACT, LDL.folded()));
        assertThat(found(LAB, tests.toArray(NameTest[]::new))).isEqualTo(keys(HDL, LDL));
    }

    @Test
    default void countShouldBeNoneWhereMoreNamesAreMeantThanTheBound() {
        parts().generation().addNames(numbered(DRUG, "甲錠", 3));
        parts().generation().addNames(numbered(DRUG, "乙錠", 2));
        parts().generation().addNames(numbered(DRUG, "丙錠", 3));
        write(new PersonDocument(
                "a", List.of(patient("1", "F1", 19500101, "male", drug(name(DRUG, "甲錠0"), name(DRUG, "乙錠0"))))));
        assertThat(narrow("甲", "乙").map(Count::total)).contains(1L);
        assertThat(narrow("甲", "丙")).isEmpty();
        assertThat(narrow("甲", "甲")).as("each condition is one of its own").isEmpty();
    }

    private Optional<Count> narrow(String... containing) {
        List<RecordCondition> conditions = new ArrayList<>();
        for (String part : containing) {
            conditions.add(named(DRUG, contains(part)));
        }
        return parts().narrow()
                .count(
                        new OfPatients(Unit.RESOURCE, PatientCondition.ANY, conditions),
                        Visibility.all(),
                        Unindexed.nothing());
    }

    @Test
    default void countShouldNotTellNamesWhereTooManyAreLookedFor() {
        List<Name> three = numbered(DRUG, "甲錠", 3);
        List<Name> four = numbered(DRUG, "乙錠", 4);
        parts().generation().addNames(three);
        parts().generation().addNames(four);
        write(new PersonDocument(
                "a", List.of(patient("1", "F1", 19500101, "male", drug(three.get(0)), drug(four.get(0))))));
        assertThat(narrow("甲")).contains(new Count(1, List.of(new Count.Found(three.get(0), 1)), false));
        assertThat(narrow("乙")).contains(new Count(1, List.of(), true));
        CountQuery records = new OfRecords(Unit.RESOURCE, named(DRUG, contains("乙")), PatientCondition.ANY);
        assertThat(parts().narrow().count(records, Visibility.all(), Unindexed.nothing()))
                .contains(new Count(1, List.of(), true));
    }

    @Test
    default void countShouldTakeManyAlternativesAndConditions() {
        write(new PersonDocument(
                "a", List.of(patient("1", "F1", 19500101, "male", lab(20260401, 130, LDL), disease(HEART_FAILURE)))));
        List<NameTest> tests = new ArrayList<>();
        for (int i = 0; i < 99; i++) {
            tests.add(new NameTest(Mode.CONTAINS, i + "錠"));
        }
        tests.add(contains("ldl"));
        RecordCondition ldl = new RecordCondition(
                LAB,
                List.of(tests),
                List.of(Map.entry("date", List.of(new DayTest(DayTest.Comparison.WITHIN, 20260101, 20261231)))),
                List.of(Map.entry(
                        "value-quantity", List.of(new AmountTest(AmountTest.Comparison.NOT_EQUAL, 120, "", "mg/dL")))));
        for (Unit unit : Unit.values()) {
            List<RecordCondition> fifty = new ArrayList<>(Collections.nCopies(49, ldl));
            fifty.add(named(DISEASE, contains("心")));
            assertThat(total(new OfPatients(unit, PatientCondition.ANY, fifty))).isEqualTo(1);
            fifty.set(0, named(DISEASE, contains("癌")));
            assertThat(total(new OfPatients(unit, PatientCondition.ANY, fifty))).isZero();
        }
    }

    @Test
    default void countShouldBeNoneWhereThereAreTooManyTestsOrConditions() {
        write(new PersonDocument("a", List.of(patient("1", "F1", 19500101, "male", lab(20260401, 130, LDL)))));
        DayTest day = new DayTest(DayTest.Comparison.NOT_WITHIN, 20260101, 20260131);
        assertThat(total(days(Collections.nCopies(CountQuery.MOST_TESTS, day)))).isEqualTo(1);
        assertThat(parts().index()
                        .count(
                                days(Collections.nCopies(CountQuery.MOST_TESTS + 1, day)),
                                Visibility.all(),
                                Unindexed.nothing()))
                .isEmpty();
        RecordCondition any = RecordCondition.any(LAB);
        for (Unit unit : Unit.values()) {
            assertThat(total(new OfPatients(
                            unit, PatientCondition.ANY, Collections.nCopies(CountQuery.MOST_CONDITIONS, any))))
                    .isEqualTo(1);
        }
        CountQuery more = new OfPatients(
                Unit.PERSON, PatientCondition.ANY, Collections.nCopies(CountQuery.MOST_CONDITIONS + 1, any));
        assertThat(parts().index().count(more, Visibility.all(), Unindexed.nothing()))
                .isEmpty();
        RecordCondition both = new RecordCondition(
                LAB,
                List.of(),
                List.of(Map.entry("date", List.of(new DayTest(DayTest.Comparison.NOT_WITHIN, 20260101, 20260131)))),
                List.of(Map.entry(
                        "value-quantity", List.of(new AmountTest(AmountTest.Comparison.NOT_EQUAL, 120, "", "mg/dL")))));
        Visibility some = new Visibility(Optional.of("a"), Optional.of(Set.of("F1")), Set.of("F2"), Set.of("research"));
        for (Unit unit : Unit.values()) {
            CountQuery longest =
                    new OfPatients(unit, PatientCondition.ANY, Collections.nCopies(CountQuery.MOST_CONDITIONS, both));
            assertThat(count(longest, some).total()).isEqualTo(1);
        }
        assertThat(total(dose(AmountTest.Comparison.NOT_EQUAL, 2, "錠".repeat(CountQuery.LONGEST_UNIT))))
                .isZero();
        CountQuery longUnit = dose(AmountTest.Comparison.NOT_EQUAL, 2, "錠".repeat(CountQuery.LONGEST_UNIT + 1));
        assertThat(parts().index().count(longUnit, Visibility.all(), Unindexed.nothing()))
                .isEmpty();
    }

    private static CountQuery days(List<DayTest> tests) {
        return new OfRecords(
                Unit.PERSON,
                new RecordCondition(LAB, List.of(), List.of(Map.entry("date", tests)), List.of()),
                PatientCondition.ANY);
    }

    @Test
    default void missingShouldBeTheNamesThatAreNotThere() {
        write();
        Name fresh = name(LAB, "LDL-P");
        assertThat(parts().generation().missing(Set.of(LDL, fresh, HDL))).containsExactly(fresh);
        assertThat(parts().generation().missing(Set.of())).isEmpty();
    }

    @Test
    default void countShouldBeOfRecordsThatMeetAllAndOfTheirPersons() {
        write(
                new PersonDocument(
                        "a",
                        List.of(
                                patient("1", "F1", 19500101, "male", lab(20260401, 130, LDL), lab(20260402, 110, LDL)),
                                patient("2", "F2", 19500101, "male", lab(20260403, 140, NON_LDL)))),
                new PersonDocument("b", List.of(patient("3", "F1", 19900101, "female", lab(20260401, 150, HDL)))));
        RecordCondition ldl = named(LAB, contains("LDL"));
        assertThat(total(new OfRecords(Unit.RESOURCE, ldl, PatientCondition.ANY)))
                .isEqualTo(3);
        assertThat(total(new OfRecords(Unit.PERSON, ldl, PatientCondition.ANY))).isEqualTo(1);
        RecordCondition high = new RecordCondition(
                LAB,
                List.of(List.of(contains("LDL"))),
                List.of(Map.entry("date", List.of(new DayTest(DayTest.Comparison.ENDS_FROM, 20260402, 20260402)))),
                List.of(Map.entry(
                        "value-quantity",
                        List.of(new AmountTest(AmountTest.Comparison.GREATER_OR_EQUAL, 120, "", "mg/dL")))));
        assertThat(total(new OfRecords(Unit.RESOURCE, high, PatientCondition.ANY)))
                .as("130 was before, 110 is too low")
                .isEqualTo(1);
    }

    @Test
    default void countShouldTellTheNamesThatWereFound() {
        write(new PersonDocument(
                "a",
                List.of(patient(
                        "1",
                        "F1",
                        19500101,
                        "male",
                        lab(20260401, 130, LDL),
                        lab(20260402, 110, LDL),
                        lab(20260402, 110, NON_LDL),
                        lab(20260402, 110, HDL)))));
        Count count = count(
                new OfRecords(Unit.RESOURCE, named(LAB, contains("ldl")), PatientCondition.ANY), Visibility.all());
        assertThat(count).isEqualTo(new Count(3, List.of(new Count.Found(LDL, 2), new Count.Found(NON_LDL, 1)), false));
    }

    @Test
    default void countShouldTellTheMostFrequentNamesWhereThereAreMany() {
        List<Name> many = new ArrayList<>();
        List<RecordEntry> records = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            Name one = name(LAB, "ldl" + i);
            many.add(one);
            for (int n = 0; n <= i / 2; n++) {
                records.add(lab(20260401, 100, one));
            }
        }
        Collections.shuffle(records, new Random(1));
        parts().generation().addNames(many);
        write(new PersonDocument("a", List.of(new PatientEntry("1", "F1", null, null, Set.of(), records))));
        Count count = count(
                new OfRecords(Unit.RESOURCE, named(LAB, contains("ldl")), PatientCondition.ANY), Visibility.all());
        assertThat(count.total()).isEqualTo(records.size());
        assertThat(count.moreNames()).isTrue();
        assertThat(count.names()).hasSize(Count.MOST_NAMES);
        assertThat(count.names().get(0)).isEqualTo(new Count.Found(name(LAB, "ldl68"), 35));
        assertThat(count.names().get(1)).isEqualTo(new Count.Found(name(LAB, "ldl69"), 35));
        assertThat(count.names().get(49)).isEqualTo(new Count.Found(name(LAB, "ldl21"), 11));
    }

    @Test
    default void countOfPatientsShouldLookInOneFacilityAndOfPersonsInAll() {
        write(
                new PersonDocument(
                        "a",
                        List.of(
                                patient("1", "F1", 19500101, "male", disease(HEART_FAILURE)),
                                patient("2", "F2", 19500102, "male", drug(REBAMIPIDE)))),
                new PersonDocument(
                        "b", List.of(patient("3", "F1", 19500101, "male", disease(HEART_FAILURE), drug(REBAMIPIDE)))));
        List<RecordCondition> both = List.of(named(DISEASE, contains("心不全")), named(DRUG, contains("レバミピド")));
        assertThat(total(new OfPatients(Unit.RESOURCE, PatientCondition.ANY, both)))
                .isEqualTo(1);
        assertThat(total(new OfPatients(Unit.PERSON, PatientCondition.ANY, both)))
                .isEqualTo(2);
        PatientCondition born = new PatientCondition(
                List.of(List.of(new DayTest(DayTest.Comparison.WITHIN, 19500102, 19500102))), List.of());
        assertThat(total(new OfPatients(Unit.PERSON, born, both))).isEqualTo(1);
        assertThat(total(new OfPatients(Unit.RESOURCE, born, List.of()))).isEqualTo(1);
        assertThat(total(new OfPatients(Unit.RESOURCE, PatientCondition.ANY, List.of())))
                .isEqualTo(3);
    }

    @Test
    default void countShouldKeepAnAmountAndItsUnitTogether() {
        RecordEntry both = new RecordEntry(
                id(),
                DRUG,
                keys(REBAMIPIDE),
                Map.of(),
                Map.of("dose-quantity", List.of(new Amount(2, "", "錠"), new Amount(500, "", "mg"))));
        write(new PersonDocument("a", List.of(patient("1", "F1", 19500101, "male", both))));
        assertThat(total(dose(AmountTest.Comparison.GREATER_OR_EQUAL, 500, "mg")))
                .isEqualTo(1);
        assertThat(total(dose(AmountTest.Comparison.GREATER_OR_EQUAL, 500, "錠")))
                .isZero();
        assertThat(total(dose(AmountTest.Comparison.LESS, 3, "mg"))).isZero();
        assertThat(total(dose(AmountTest.Comparison.EQUAL, 2, "錠"))).isEqualTo(1);
        assertThat(total(dose(AmountTest.Comparison.EQUAL, 2, ""))).isEqualTo(1);
    }

    private static CountQuery dose(AmountTest.Comparison comparison, double value, String unit) {
        return new OfRecords(
                Unit.RESOURCE,
                new RecordCondition(
                        DRUG,
                        List.of(),
                        List.of(),
                        List.of(Map.entry("dose-quantity", List.of(new AmountTest(comparison, value, "", unit))))),
                PatientCondition.ANY);
    }

    @Test
    default void countShouldLeaveOutWhatIsNotVisible() {
        PatientEntry denied =
                new PatientEntry("1", "F1", null, "male", Set.of("research"), List.of(disease(HEART_FAILURE)));
        write(
                new PersonDocument("a", List.of(denied, patient("2", "F2", 19500101, "male", disease(HEART_FAILURE)))),
                new PersonDocument("b", List.of(patient("3", "F1", 19500101, "male", disease(HEART_FAILURE)))));
        CountQuery records = new OfRecords(Unit.RESOURCE, named(DISEASE, contains("心不全")), PatientCondition.ANY);
        CountQuery patients = new OfPatients(Unit.RESOURCE, PatientCondition.ANY, List.of());
        CountQuery persons = new OfPatients(Unit.PERSON, PatientCondition.ANY, List.of());
        Visibility research = Visibility.ofRegion(Set.of(), Set.of("research", "press"));
        assertThat(count(records, research).total()).isEqualTo(2);
        assertThat(count(patients, research).total()).isEqualTo(2);
        assertThat(count(persons, research).total()).isEqualTo(2);
        Visibility researchElsewhere = Visibility.ofRegion(Set.of("F2"), Set.of("research"));
        assertThat(count(records, researchElsewhere).total()).isEqualTo(1);
        assertThat(count(records, researchElsewhere).names()).containsExactly(new Count.Found(HEART_FAILURE, 1));
        assertThat(count(persons, researchElsewhere).total()).isEqualTo(1);
        assertThat(count(records, Visibility.ofFacilities(Set.of())).total()).isZero();
        assertThat(count(persons, Visibility.ofPerson("a", Set.of("F2", "F9"))).total())
                .isEqualTo(1);
        assertThat(count(persons, Visibility.ofPerson("a", Set.of("F9"))).total())
                .isZero();
        assertThat(count(patients, Visibility.ofPerson("a", Set.of("F1", "F2"))).total())
                .isEqualTo(2);
    }

    @Test
    default void countShouldTakeWhatHasChangedAsItIsNow() {
        PersonDocument a =
                new PersonDocument("a", List.of(patient("1", "F1", 19500101, "male", disease(HEART_FAILURE))));
        PersonDocument b =
                new PersonDocument("b", List.of(patient("2", "F1", 19500101, "male", disease(HEART_FAILURE))));
        write(a, b);
        Name fresh = name(DISEASE, "急性心不全");
        PersonDocument changed =
                new PersonDocument("b", List.of(patient("2", "F1", 19500101, "male", disease(fresh), disease(fresh))));
        PersonDocument added =
                new PersonDocument("c", List.of(patient("3", "F1", 19500101, "male", disease(HEART_FAILURE))));
        Unindexed unindexed = new Unindexed(
                Map.of("a", Optional.empty(), "b", Optional.of(changed), "c", Optional.of(added)), Set.of(fresh));
        CountQuery query = new OfRecords(Unit.RESOURCE, named(DISEASE, contains("心不全")), PatientCondition.ANY);
        Count count = parts().index().count(query, Visibility.all(), unindexed).orElseThrow();
        assertThat(count)
                .isEqualTo(new Count(3, List.of(new Count.Found(fresh, 2), new Count.Found(HEART_FAILURE, 1)), false));
        assertThat(parts().index()
                        .count(query, Visibility.ofFacilities(Set.of("F2")), unindexed)
                        .orElseThrow()
                        .total())
                .as("what has changed is no more visible than the rest")
                .isZero();
    }

    @Test
    default void writeShouldKeepTheLatestVersion() {
        PersonDocument first = new PersonDocument("a", List.of(patient("1", "F1", 19500101, "male")));
        PersonDocument second = new PersonDocument("a", List.of());
        Generation generation = parts().generation();
        assertThat(generation.write(List.of(new Versioned(second, 7)))).isEqualTo(new Written(Map.of(), Map.of()));
        assertThat(generation.write(List.of(new Versioned(first, 6), new Versioned(first, 7))))
                .isEqualTo(new Written(Map.of("a", 7L), Map.of()));
        generation.refresh();
        CountQuery persons = new OfPatients(Unit.PERSON, PatientCondition.ANY, List.of());
        assertThat(total(persons)).as("a person without Patients").isZero();
        generation.write(List.of(new Versioned(first, 8)));
        generation.refresh();
        assertThat(total(persons)).isEqualTo(1);
    }

    @Test
    default void writeShouldReplaceWhatAPersonHadBefore() {
        RecordEntry kept = disease(HEART_FAILURE);
        RecordEntry gone = disease(HEART_FAILURE);
        RecordEntry moved = disease(HEART_FAILURE);
        write(
                new PersonDocument("a", List.of(patient("1", "F1", 19500101, "male", kept, gone, moved))),
                new PersonDocument("b", List.of()));
        CountQuery records = new OfRecords(Unit.RESOURCE, named(DISEASE, contains("心不全")), PatientCondition.ANY);
        assertThat(total(records)).isEqualTo(3);
        Generation generation = parts().generation();
        generation.write(List.of(
                new Versioned(new PersonDocument("a", List.of(patient("1", "F1", 19500101, "female", kept))), 2),
                new Versioned(new PersonDocument("b", List.of(patient("1", "F1", 19500101, "female", moved))), 2)));
        generation.refresh();
        assertThat(total(records)).isEqualTo(2);
        PatientCondition female = new PatientCondition(List.of(), List.of(Set.of("female")));
        assertThat(total(new OfRecords(Unit.RESOURCE, named(DISEASE, contains("心")), female)))
                .as("a record goes with its Patient")
                .isEqualTo(2);
        generation.write(List.of(new Versioned(new PersonDocument("a", List.of()), 3)));
        generation.refresh();
        assertThat(total(records)).isEqualTo(1);
    }

    @Test
    default void differingShouldBeThoseThatAreOtherInTheIndex() {
        RandomRegion region = new RandomRegion(5);
        List<PersonDocument> documents = region.documents(25);
        write(documents.toArray(PersonDocument[]::new));
        Generation generation = parts().generation();
        assertThat(generation.differing(
                        documents.stream().map(SearchIndexContract::shuffled).toList()))
                .isEmpty();
        PersonDocument nobody = new PersonDocument("nobody", List.of());
        PersonDocument missing = new PersonDocument("missing", List.of(patient("1", "F1", 19500101, "male")));
        PersonDocument other = new PersonDocument("p3", missing.patients());
        PersonDocument shouldBeGone = documents.stream()
                .filter(document ->
                        !document.patients().isEmpty() && !Set.of("p1", "p3").contains(document.key()))
                .map(document -> new PersonDocument(document.key(), List.of()))
                .findFirst()
                .orElseThrow();
        assertThat(generation.differing(List.of(documents.get(1), nobody, missing, other, shouldBeGone)))
                .containsExactlyInAnyOrder("missing", "p3", shouldBeGone.key());
    }

    @Test
    default void differingShouldSeeEveryPartOfARecord() {
        RecordEntry entry = lab(20260401, 100, LDL);
        PersonDocument there = new PersonDocument("a", List.of(patient("1", "F1", 19500101, "male", entry)));
        write(there);
        List<RecordEntry> others = List.of(
                new RecordEntry(id(), LAB, entry.names(), entry.days(), entry.amounts()),
                new RecordEntry(entry.id(), LAB, keys(HDL), entry.days(), entry.amounts()),
                new RecordEntry(entry.id(), LAB, entry.names(), Map.of(), entry.amounts()),
                new RecordEntry(entry.id(), LAB, entry.names(), entry.days(), Map.of()));
        Generation generation = parts().generation();
        assertThat(generation.differing(List.of(there))).isEmpty();
        for (RecordEntry other : others) {
            PersonDocument expected = new PersonDocument("a", List.of(patient("1", "F1", 19500101, "male", other)));
            assertThat(generation.differing(List.of(expected))).as("%s", other).containsExactly("a");
        }
    }

    @Test
    default void keysShouldBeOfAllOfWhomThereIsSomething() {
        write(new RandomRegion(5).documents(25).toArray(PersonDocument[]::new));
        List<String> told = new ArrayList<>();
        List<String> page = parts().generation().keys("", 10);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            told.addAll(page);
            page = parts().generation().keys(page.get(page.size() - 1), 10);
        }
        assertThat(told)
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 25).mapToObj(i -> "p" + i).toList());
    }

    private static PersonDocument shuffled(PersonDocument document) {
        List<PatientEntry> patients = new ArrayList<>();
        for (PatientEntry patient : document.patients()) {
            List<RecordEntry> records = new ArrayList<>(patient.records());
            Collections.reverse(records);
            patients.add(new PatientEntry(
                    patient.id(), patient.facility(), patient.birth(), patient.gender(), patient.denials(), records));
        }
        Collections.reverse(patients);
        return new PersonDocument(document.key(), patients);
    }

    @Test
    default void answersShouldBeThoseOfThePlainIndex() {
        RandomRegion region = new RandomRegion(20261122);
        PlainIndex plain = new PlainIndex();
        List<Versioned> documents = region.documents(400).stream()
                .map(document -> new Versioned(document, 1))
                .toList();
        for (Generation generation : List.of(plain, parts().generation())) {
            generation.addNames(region.names());
            generation.write(documents);
            generation.refresh();
        }
        int counted = 0;
        for (int i = 0; i < 400; i++) {
            String type = NamedTypes.ALL.get(i % NamedTypes.ALL.size());
            List<NameTest> tests = List.of(region.nameTest(), region.nameTest());
            assertThat(parts().index().keys(type, tests, Unindexed.nothing()))
                    .as("names %s %s", type, tests)
                    .isEqualTo(plain.keys(type, tests, Unindexed.nothing()));
            CountQuery query = region.query();
            Visibility visibility = region.visibility();
            Unindexed unindexed = i % 3 > 0
                    ? Unindexed.nothing()
                    : new Unindexed(
                            Map.of(
                                    "p1", Optional.of(region.document("p1")),
                                    "p2", Optional.empty(),
                                    "p999", Optional.of(region.document("p999"))),
                            Set.of());
            Optional<Count> expected = plain.count(query, visibility, unindexed);
            assertThat(parts().index().count(query, visibility, unindexed))
                    .as("%s as %s", query, visibility)
                    .isEqualTo(expected);
            counted += expected.orElseThrow().total() > 0 ? 1 : 0;
        }
        assertThat(counted).as("questions that find something").isGreaterThan(100);
    }
}
