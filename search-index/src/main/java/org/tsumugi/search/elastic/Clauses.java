package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.ChildScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.NumberRangeQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TermRangeQuery;
import co.elastic.clients.util.ObjectBuilder;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The parts that queries are made of. Nothing is ever ranked, so all are filters. */
final class Clauses {

    private Clauses() {}

    static Query all(List<Query> queries) {
        return queries.size() == 1 ? queries.get(0) : Query.of(q -> q.bool(bool -> bool.filter(queries)));
    }

    static Query any(List<Query> queries) {
        return queries.size() == 1
                ? queries.get(0)
                : Query.of(q -> q.bool(bool -> bool.should(queries).minimumShouldMatch("1")));
    }

    static Query not(Query query) {
        return Query.of(q -> q.bool(bool -> bool.mustNot(query)));
    }

    static Query nested(String path, List<Query> queries) {
        return Query.of(q -> q.nested(nested -> nested.path(path)
                .scoreMode(ChildScoreMode.None)
                .query(Query.of(inner -> inner.bool(filter(queries))))));
    }

    private static BoolQuery filter(List<Query> queries) {
        return BoolQuery.of(bool -> bool.filter(queries));
    }

    static Query term(String field, String value) {
        return Query.of(q -> q.term(term -> term.field(field).value(value)));
    }

    static Query terms(String field, Collection<String> values) {
        List<FieldValue> terms = values.stream().map(FieldValue::of).toList();
        return Query.of(q -> q.terms(query -> query.field(field).terms(field2 -> field2.value(terms))));
    }

    static Query number(String field, Function<NumberRangeQuery.Builder, ObjectBuilder<NumberRangeQuery>> bounds) {
        return Query.of(q -> q.range(range -> range.number(number -> bounds.apply(number.field(field)))));
    }

    static Query text(String field, Function<TermRangeQuery.Builder, ObjectBuilder<TermRangeQuery>> bounds) {
        return Query.of(q -> q.range(range -> range.term(term -> bounds.apply(term.field(field)))));
    }
}
