package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import org.tsumugi.search.NameTest;
import org.tsumugi.search.NameTest.Mode;

/** Tests of names as queries on the vocabulary. */
final class NameQueries {

    /** So many characters have at most 1,000 bytes: Elasticsearch takes no longer beginnings. */
    private static final int LONGEST_START = 250;

    private NameQueries() {}

    /** Whether the query finds only names that meet the test. */
    static boolean isExact(NameTest test) {
        return test.mode() != Mode.START || test.folded().equals(start(test.folded()));
    }

    /** Finds all names that meet the test. */
    static Query of(NameTest test) {
        String text = test.folded();
        return switch (test.mode()) {
            case EXACT -> Clauses.term(Fields.NAME, text);
            case START ->
                Query.of(q -> q.prefix(prefix -> prefix.field(Fields.NAME).value(start(text))));
            case CONTAINS ->
                Bigrams.has(text)
                        ? Query.of(q -> q.matchPhrase(
                                phrase -> phrase.field(Fields.BIGRAMS).query(Bigrams.of(text))))
                        : Query.of(q -> q.wildcard(
                                wildcard -> wildcard.field(Fields.NAME).value("*" + escaped(text) + "*")));
        };
    }

    private static String start(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_START
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_START));
    }

    private static String escaped(String text) {
        return text.replaceAll("[*?\\\\]", "\\\\$0");
    }
}
