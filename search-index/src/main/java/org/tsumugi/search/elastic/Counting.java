package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.CountQuery.OfPatients;
import org.tsumugi.search.CountQuery.OfRecords;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.search.PatientCondition;
import org.tsumugi.search.Visibility;
import org.tsumugi.search.plain.Wanted;

/**
 * The requests that a count is made of. Records are counted as documents of their own, persons as documents that hold their Patients and
 * records, and Patients by going down into the persons found.
 */
final class Counting {

    /** The name of the part of an answer that counts Patients. */
    static final String PATIENTS = "patients";

    /** Within that part. */
    static final String COUNTED = "counted";

    /** The name of the part that says which names were found. */
    static final String NAMES = "names";

    private final CountQuery query;
    private final List<Wanted> wanted;
    private final Visibility visibility;
    private final Collection<String> without;
    private final IndexNames indices;
    private final Set<Long> names;

    /**
     * @param without keys of persons that are counted elsewhere
     * @param names of which it is told how often each was found
     */
    Counting(
            CountQuery query,
            List<Wanted> wanted,
            Visibility visibility,
            Collection<String> without,
            IndexNames indices,
            Set<Long> names) {
        this.query = query;
        this.wanted = wanted;
        this.visibility = visibility;
        this.without = without;
        this.indices = indices;
        this.names = names;
    }

    /** Whether records are counted, and not whose they are. */
    boolean countsRecords() {
        return query.unit() == Unit.RESOURCE && query instanceof OfRecords;
    }

    /** Whether Patients are counted. */
    boolean countsPatients() {
        return query.unit() == Unit.RESOURCE && query instanceof OfPatients;
    }

    /** Whether it is told which names were found. */
    boolean tellsNames() {
        return !names.isEmpty();
    }

    /** The records that meet a condition, with their number and their names. */
    SearchRequest records() {
        Conditions conditions = Conditions.IN_RECORDS;
        List<Query> queries = new ArrayList<>(persons(Fields.PERSON));
        queries.addAll(conditions.visible(visibility));
        if (query instanceof OfRecords) {
            queries.addAll(conditions.of(query.patient()));
        }
        queries.add(Clauses.any(
                wanted.stream().map(each -> Clauses.all(conditions.of(each))).toList()));
        return SearchRequest.of(search -> {
            search.index(indices.records())
                    .size(0)
                    .trackTotalHits(track -> track.enabled(countsRecords()))
                    .query(Clauses.all(queries));
            return names.isEmpty() ? search : search.aggregations(NAMES, found());
        });
    }

    private Aggregation found() {
        int size = names.size();
        List<String> include = names.stream().map(Fields::name).toList();
        return Aggregation.of(aggregation -> aggregation.terms(
                terms -> terms.field(Fields.NAMES).size(size).shardSize(size).include(which -> which.terms(include))));
    }

    /** The persons that meet all, with the number of Patients where these are counted. */
    SearchRequest persons() {
        List<Query> queries = new ArrayList<>(persons(Fields.KEY));
        queries.addAll(
                query.unit() == Unit.PERSON && query instanceof OfPatients
                        ? anywhere()
                        : List.of(Clauses.nested(Fields.PATIENTS, inOnePatient())));
        return SearchRequest.of(search -> {
            search.index(indices.persons())
                    .size(0)
                    .trackTotalHits(track -> track.enabled(query.unit() == Unit.PERSON))
                    .query(Clauses.all(queries));
            return countsPatients() ? search.aggregations(PATIENTS, patients()) : search;
        });
    }

    private List<Query> persons(String key) {
        List<Query> queries = new ArrayList<>();
        visibility.person().ifPresent(person -> queries.add(Clauses.term(key, person)));
        if (!without.isEmpty()) {
            queries.add(Clauses.not(Clauses.terms(key, without)));
        }
        return queries;
    }

    /** One Patient is as asked for, and each record is one of any of the Patients. */
    private List<Query> anywhere() {
        List<Query> queries = new ArrayList<>();
        queries.add(Clauses.nested(Fields.PATIENTS, patient(query.patient())));
        for (Wanted each : wanted) {
            List<Query> somewhere = patient(PatientCondition.ANY);
            somewhere.add(record(each));
            queries.add(Clauses.nested(Fields.PATIENTS, somewhere));
        }
        return queries;
    }

    private List<Query> inOnePatient() {
        List<Query> queries = patient(query.patient());
        wanted.forEach(each -> queries.add(record(each)));
        return queries;
    }

    private List<Query> patient(PatientCondition condition) {
        List<Query> queries = new ArrayList<>(Conditions.IN_PERSONS.visible(visibility));
        queries.addAll(Conditions.IN_PERSONS.of(condition));
        return queries;
    }

    private static Query record(Wanted wanted) {
        return Clauses.nested(Fields.RECORDS_PATH, Conditions.IN_PERSONS.of(wanted));
    }

    private Aggregation patients() {
        Aggregation counted = Aggregation.of(
                aggregation -> aggregation.filter(Query.of(q -> q.bool(bool -> bool.filter(inOnePatient())))));
        return Aggregation.of(aggregation ->
                aggregation.nested(nested -> nested.path(Fields.PATIENTS)).aggregations(COUNTED, counted));
    }
}
