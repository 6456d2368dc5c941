package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsumugi.search.AmountTest;
import org.tsumugi.search.DayTest;
import org.tsumugi.search.PatientCondition;
import org.tsumugi.search.RecordCondition;
import org.tsumugi.search.Visibility;
import org.tsumugi.search.plain.Wanted;

/** Conditions and visibility as queries on the fields of Patients and of records. */
final class Conditions {

    /** Where Patients and records are nested in the document of their person. */
    static final Conditions IN_PERSONS = new Conditions(Fields.OF_PATIENTS, Fields.OF_RECORDS);

    /** Where a document is one record, with what is to know of its Patient. */
    static final Conditions IN_RECORDS = new Conditions("", "");

    private final String ofPatient;
    private final String ofRecord;

    private Conditions(String ofPatient, String ofRecord) {
        this.ofPatient = ofPatient;
        this.ofRecord = ofRecord;
    }

    /** Which Patients there are. */
    List<Query> visible(Visibility visibility) {
        List<Query> queries = new ArrayList<>();
        String facility = ofPatient + Fields.FACILITY;
        visibility.only().ifPresent(only -> queries.add(Clauses.terms(facility, only)));
        if (!visibility.without().isEmpty()) {
            queries.add(Clauses.not(Clauses.terms(facility, visibility.without())));
        }
        if (!visibility.denied().isEmpty()) {
            queries.add(Clauses.not(Clauses.terms(ofPatient + Fields.DENIALS, visibility.denied())));
        }
        return queries;
    }

    List<Query> of(PatientCondition condition) {
        List<Query> queries = new ArrayList<>();
        for (List<DayTest> anyOf : condition.births()) {
            queries.add(days(ofPatient + Fields.BIRTH_FIRST, ofPatient + Fields.BIRTH_LAST, anyOf));
        }
        for (Set<String> anyOf : condition.genders()) {
            queries.add(Clauses.terms(ofPatient + Fields.GENDER, anyOf));
        }
        return queries;
    }

    List<Query> of(Wanted wanted) {
        RecordCondition condition = wanted.condition();
        List<Query> queries = new ArrayList<>();
        for (Set<Long> anyOf : wanted.names()) {
            queries.add(Clauses.terms(
                    ofRecord + Fields.NAMES, anyOf.stream().map(Fields::name).toList()));
        }
        if (queries.isEmpty()) {
            // a name is one of records of one type
            queries.add(Clauses.term(ofRecord + Fields.TYPE, condition.type()));
        }
        for (Map.Entry<String, List<DayTest>> anyOf : condition.days()) {
            String first = ofRecord + Fields.firstDay(anyOf.getKey());
            String last = ofRecord + Fields.lastDay(anyOf.getKey());
            queries.add(days(first, last, anyOf.getValue()));
        }
        for (Map.Entry<String, List<AmountTest>> anyOf : condition.amounts()) {
            queries.add(Clauses.any(anyOf.getValue().stream()
                    .map(test -> amount(anyOf.getKey(), test))
                    .toList()));
        }
        return queries;
    }

    private static Query days(String first, String last, List<DayTest> anyOf) {
        return Clauses.any(anyOf.stream().map(test -> days(first, last, test)).toList());
    }

    private static Query days(String first, String last, DayTest test) {
        double from = test.first();
        double to = test.last();
        return switch (test.comparison()) {
            case WITHIN ->
                Clauses.all(List.of(
                        Clauses.number(first, bounds -> bounds.gte(from)),
                        Clauses.number(last, bounds -> bounds.lte(to))));
            case NOT_WITHIN ->
                Clauses.any(List.of(
                        Clauses.number(first, bounds -> bounds.lt(from)),
                        Clauses.number(last, bounds -> bounds.gt(to))));
            case ENDS_FROM -> Clauses.number(last, bounds -> bounds.gte(from));
            case BEGINS_BY -> Clauses.number(first, bounds -> bounds.lte(to));
            case BEGINS_FROM -> Clauses.number(first, bounds -> bounds.gte(from));
            case ENDS_BY -> Clauses.number(last, bounds -> bounds.lte(to));
        };
    }

    private Query amount(String parameter, AmountTest test) {
        return test.unit().isEmpty()
                ? number(ofRecord + Fields.number(parameter), test)
                : withUnit(ofRecord + Fields.withUnit(parameter), test);
    }

    private static Query number(String field, AmountTest test) {
        double value = test.value();
        return switch (test.comparison()) {
            case EQUAL -> Clauses.number(field, bounds -> bounds.gte(value).lte(value));
            case NOT_EQUAL ->
                Clauses.any(List.of(
                        Clauses.number(field, bounds -> bounds.lt(value)),
                        Clauses.number(field, bounds -> bounds.gt(value))));
            case GREATER -> Clauses.number(field, bounds -> bounds.gt(value));
            case GREATER_OR_EQUAL -> Clauses.number(field, bounds -> bounds.gte(value));
            case LESS -> Clauses.number(field, bounds -> bounds.lt(value));
            case LESS_OR_EQUAL -> Clauses.number(field, bounds -> bounds.lte(value));
        };
    }

    private static Query withUnit(String field, AmountTest test) {
        String unit = test.system().isEmpty() ? Fields.unit(test.unit()) : Fields.unit(test.system(), test.unit());
        String number = unit + Fields.sortable(test.value());
        String first = unit + Fields.sortable(Double.NEGATIVE_INFINITY);
        String last = unit + Fields.sortable(Double.POSITIVE_INFINITY);
        return switch (test.comparison()) {
            case EQUAL -> Clauses.term(field, number);
            case NOT_EQUAL ->
                Clauses.any(List.of(
                        Clauses.text(field, bounds -> bounds.gte(first).lt(number)),
                        Clauses.text(field, bounds -> bounds.gt(number).lte(last))));
            case GREATER -> Clauses.text(field, bounds -> bounds.gt(number).lte(last));
            case GREATER_OR_EQUAL ->
                Clauses.text(field, bounds -> bounds.gte(number).lte(last));
            case LESS -> Clauses.text(field, bounds -> bounds.gte(first).lt(number));
            case LESS_OR_EQUAL ->
                Clauses.text(field, bounds -> bounds.gte(first).lte(number));
        };
    }
}
