package org.tsumugi.testbed.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.testbed.search.data.Kind;
import org.tsumugi.testbed.search.data.Vocabulary;

/** A theme, asked in one way, and what is counted. */
record Question(Theme theme, Way way, Unit unit) {

    private static final Sought DISEASE = new Sought(Kind.DISEASE, "心不全", "心不全", false, 0);
    private static final Sought DRUG = new Sought(Kind.DRUG, "レバミピド", "レバミピド錠１００ｍｇ「架空」", false, 0);
    private static final Sought TEST = new Sought(Kind.TEST, "LDLコレステロール", "LDLコレステロール", false, 0);
    private static final Sought LATE_DISEASE = new Sought(Kind.DISEASE, DISEASE.part(), DISEASE.whole(), true, 0);
    private static final Sought WHOLE_DOSE = new Sought(Kind.DRUG, DRUG.part(), DRUG.whole(), true, 1);
    private static final Sought HIGH_VALUE = new Sought(Kind.TEST, TEST.part(), TEST.whole(), true, 120);
    private static final Sought ONE_CHARACTER = new Sought(Kind.DRUG, "錠", "", false, 0);

    /** The trial's eight (T1 to T8), and ours. */
    static final List<Theme> THEMES = List.of(
            new Theme("T1", "patients by age", true, false, List.of()),
            new Theme("T2", "patients by age and sex", true, true, List.of()),
            new Theme("T3", "disease", false, false, List.of(DISEASE)),
            new Theme("T4", "disease, period", false, false, List.of(LATE_DISEASE)),
            new Theme("T5", "drug", false, false, List.of(DRUG)),
            new Theme("T6", "drug, dose, period", false, false, List.of(WHOLE_DOSE)),
            new Theme("T7", "laboratory test", false, false, List.of(TEST)),
            new Theme("T8", "laboratory test, value, period", false, false, List.of(HIGH_VALUE)),
            new Theme("T8+T2", "the same of men of an age", true, true, List.of(HIGH_VALUE)),
            new Theme(
                    "cohort",
                    "men of an age with disease, drug and test",
                    true,
                    true,
                    List.of(DISEASE, DRUG, HIGH_VALUE)),
            new Theme("one character", "drug", false, false, List.of(ONE_CHARACTER)));

    /** All that there are. */
    static List<Question> all() {
        List<Question> all = new ArrayList<>();
        for (Theme theme : THEMES) {
            for (Way way : theme.ways()) {
                for (Unit unit : Unit.values()) {
                    all.add(new Question(theme, way, unit));
                }
            }
        }
        return all;
    }

    /** How many names there are of what is looked for. */
    static String names(Vocabulary vocabulary) {
        return Stream.of(DISEASE, DRUG, TEST, ONE_CHARACTER)
                .map(sought -> sought.part() + " " + sought.names(vocabulary))
                .collect(Collectors.joining(", ", "names that contain: ", ""));
    }

    CountQuery query(int variation) {
        return theme.query(way, unit, variation);
    }

    String url(int variation) {
        return theme.url(way, unit, variation);
    }

    /** What is counted. */
    String counted() {
        return unit == Unit.PERSON ? "persons" : theme.ofRecords() ? "records" : "Patients";
    }

    /** The first cells of a row. */
    List<String> cells() {
        return List.of(theme.id(), theme.asked(), way.words(), counted());
    }

    /** The heads of these cells. */
    static List<String> heads() {
        return List.of("theme", "asked for", "name", "counted");
    }

    /** What the trial published of it. */
    String published() {
        if (!theme.id().matches("T[1-8]")) {
            return "not asked";
        }
        return way == Way.SUBSTRING ? "PostgreSQL 5–8 s, MongoDB over 1 h" : "PostgreSQL 5–8 s";
    }
}
