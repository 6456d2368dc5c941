package org.tsumugi.mpi.name;

/** Compares names in which a replacement mark stands for one character that is not known. */
final class Wildcards {

    private Wildcards() {}

    /** Whether a character of the name is not known. */
    static boolean isIn(String name) {
        return name.indexOf(Marks.WILDCARD) >= 0;
    }

    /** How many known characters two names have in common; less than 0 when they cannot be the same name. */
    static int knownInCommon(String a, String b) {
        int[] charactersOfA = CodePoints.of(a);
        int[] charactersOfB = CodePoints.of(b);
        if (charactersOfA.length != charactersOfB.length) {
            return -1;
        }
        int known = 0;
        for (int i = 0; i < charactersOfA.length; i++) {
            boolean open = charactersOfA[i] == Marks.WILDCARD || charactersOfB[i] == Marks.WILDCARD;
            if (!open && charactersOfA[i] != charactersOfB[i]) {
                return -1;
            }
            known += open ? 0 : 1;
        }
        return known;
    }
}
