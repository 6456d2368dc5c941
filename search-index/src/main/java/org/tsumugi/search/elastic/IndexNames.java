package org.tsumugi.search.elastic;

import java.util.List;

/**
 * What the indices of an installation are called in the cluster: three aliases for what is in force, behind them three indices of each
 * generation, and for each of those an alias that is written to.
 *
 * @param prefix tells installations in one cluster apart
 */
record IndexNames(String prefix) {

    /** Documents of persons. */
    String persons() {
        return prefix + "-person";
    }

    /** Documents of records. */
    String records() {
        return prefix + "-record";
    }

    /** The vocabulary. */
    String names() {
        return prefix + "-name";
    }

    List<String> all() {
        return List.of(persons(), records(), names());
    }

    List<String> all(String generation) {
        return all().stream().map(alias -> of(alias, generation)).toList();
    }

    /**
     * What is written to in place of an index. It is made with the index and goes with it, so that nothing is ever written to an index
     * that Elasticsearch makes by itself where there is none.
     */
    String writing(String index) {
        return prefix + "-write" + index.substring(prefix.length());
    }

    static String of(String alias, String generation) {
        return alias + "-" + generation;
    }
}
