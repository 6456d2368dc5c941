package org.tsumugi.search;

/**
 * How a name is looked for.
 *
 * @param mode which part of the name must be what is looked for
 * @param folded what is looked for, in folded form, not empty
 */
public record NameTest(Mode mode, String folded) {

    /** Which part. */
    public enum Mode {
        /** All of it ({@code :exact}, 完全一致). */
        EXACT,
        /** Its beginning (no modifier, 前方一致). */
        START,
        /** Any part ({@code :contains}, 中間一致). */
        CONTAINS
    }

    public NameTest {
        if (folded.isEmpty()) {
            throw new IllegalArgumentException("nothing is looked for");
        }
        folded = mode == Mode.CONTAINS ? folded : Name.cut(folded);
    }

    /** Whether what is looked for is longer than any name, so that none is. */
    public boolean isTooLong() {
        return folded.codePointCount(0, folded.length()) > Name.MAX_LENGTH;
    }

    /** Whether a name is one that is looked for. */
    public boolean matches(Name name) {
        return switch (mode) {
            case EXACT -> name.folded().equals(folded);
            case START -> name.folded().startsWith(folded);
            case CONTAINS -> name.folded().contains(folded);
        };
    }
}
