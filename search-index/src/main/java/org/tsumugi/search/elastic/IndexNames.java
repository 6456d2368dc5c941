package org.tsumugi.search.elastic;

import java.util.List;

/**
 * What the indices of an installation are called in the cluster: three aliases for what is in force, and behind them three indices of each
 * generation.
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

    static String of(String alias, String generation) {
        return alias + "-" + generation;
    }
}
