package org.tsumugi.mpi.match;

/** How sure a candidate is, as FHIR's match-grade. */
public enum Grade {
    /** The ladder of rules says so. A score never does. */
    CERTAIN("certain"),
    PROBABLE("probable"),
    POSSIBLE("possible"),
    /** The rules forbid that it is the same person. */
    CERTAINLY_NOT("certainly-not");

    private final String code;

    Grade(String code) {
        this.code = code;
    }

    /** The code of FHIR's match-grade. */
    public String code() {
        return code;
    }
}
