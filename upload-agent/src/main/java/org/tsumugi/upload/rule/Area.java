package org.tsumugi.upload.rule;

/** One of the three storages of SS-MIX2, and where the server has it below the facility. */
public enum Area {
    STANDARDIZED(""),
    EXTENDED("extended/"),
    TRANSACTION("transaction/");

    private final String prefix;

    Area(String prefix) {
        this.prefix = prefix;
    }

    /** What stands before the storage's own paths at the server. */
    public String prefix() {
        return prefix;
    }
}
