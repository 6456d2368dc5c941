package org.tsumugi.testbed.search;

/** How a name is looked for. */
enum Way {
    /** Any part of it (中間一致). */
    SUBSTRING("substring"),
    /** All of it (完全一致). */
    EXACT("exact"),
    /** No name is asked for. */
    NONE("");

    private final String words;

    Way(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
