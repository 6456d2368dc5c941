package org.tsumugi.testbed.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.CountQuery.OfPatients;
import org.tsumugi.search.CountQuery.OfRecords;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.search.DayTest;
import org.tsumugi.search.PatientCondition;

/**
 * A question that people ask of a region's records.
 *
 * @param id short
 * @param asked in words
 * @param byAge whether of people of 65 to 74 years only
 * @param bySex whether of men only
 * @param records what is looked for: records when it is one, people who have all when it is another number
 */
record Theme(String id, String asked, boolean byAge, boolean bySex, List<Sought> records) {

    private static final Span BORN = new Span(LocalDate.of(1951, 4, 1), LocalDate.of(1961, 3, 31));
    private static final String MALE = "male";

    Theme {
        records = List.copyOf(records);
    }

    /** Whether records are counted, and not Patients. */
    boolean ofRecords() {
        return records.size() == 1;
    }

    /** The ways in which it can be asked. */
    List<Way> ways() {
        if (records.isEmpty()) {
            return List.of(Way.NONE);
        }
        boolean hasWhole = records.stream().noneMatch(sought -> sought.whole().isEmpty());
        return hasWhole ? List.of(Way.SUBSTRING, Way.EXACT) : List.of(Way.SUBSTRING);
    }

    /**
     * As the index is asked.
     *
     * @param variation by so many days all dates are later, so that no answer to one is an answer to another
     */
    CountQuery query(Way way, Unit unit, int variation) {
        List<List<DayTest>> births = new ArrayList<>();
        if (byAge) {
            BORN.later(variation).tests().forEach(test -> births.add(List.of(test)));
        }
        PatientCondition patient = new PatientCondition(births, bySex ? List.of(Set.of(MALE)) : List.of());
        var conditions =
                records.stream().map(sought -> sought.condition(way, variation)).toList();
        return ofRecords()
                ? new OfRecords(unit, conditions.get(0), patient)
                : new OfPatients(unit, patient, conditions);
    }

    /**
     * As FHIR is asked, not encoded. Of several records the names alone are asked for: a {@code _has} has one parameter.
     *
     * @param variation as for {@link #query}
     */
    String url(Way way, Unit unit, int variation) {
        List<String> parameters = new ArrayList<>();
        if (ofRecords()) {
            parameters.addAll(records.get(0).parameters(way, variation));
        }
        parameters.addAll(patientParameters(ofRecords() ? "patient." : "", variation));
        if (!ofRecords()) {
            records.forEach(
                    sought -> parameters.add("_has:" + sought.kind().type() + ":patient:" + sought.nameParameter(way)));
        }
        parameters.add("_summary=count");
        if (unit == Unit.PERSON) {
            parameters.add("distinct=person");
        }
        String type = ofRecords() ? records.get(0).kind().type() : "Patient";
        return type + "?" + String.join("&", parameters);
    }

    private List<String> patientParameters(String chain, int variation) {
        List<String> parameters = new ArrayList<>();
        if (byAge) {
            parameters.addAll(BORN.later(variation).parameters(chain + "birthdate"));
        }
        if (bySex) {
            parameters.add(chain + "gender=" + MALE);
        }
        return parameters;
    }
}
