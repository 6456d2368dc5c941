package org.tsumugi.testbed.mpi;

/** How two people stand to each other who are easily taken for one, the most alike first. */
enum Kin {
    TWINS("twins"),
    FATHER_AND_SON("father and son whose names are read alike"),
    HOUSEHOLD("others who ever were of one household"),
    NAMESAKES("strangers of one name, sex and birth date"),
    OTHERS("all others");

    private final String words;

    Kin(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
