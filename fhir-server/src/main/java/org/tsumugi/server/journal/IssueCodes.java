package org.tsumugi.server.journal;

/** Codes of what the server, not the mapper, finds wrong with a file; the others are the names of {@code MappingIssueCode}. */
public final class IssueCodes {

    /** Two different contents were received under one name; an operator must choose. */
    public static final String NAME_REUSED = "NAME_REUSED";

    /** What was made of the file could not be stored, several times. */
    public static final String STORE_REJECTED = "STORE_REJECTED";

    /** A record of a transaction file cannot be read, or is not of the standardized storage; it is only in that file. */
    public static final String RECORD_DAMAGED = "RECORD_DAMAGED";

    /** A record of a transaction file is of another facility than the file; it is only in that file. */
    public static final String RECORD_OF_ANOTHER_FACILITY = "RECORD_OF_ANOTHER_FACILITY";

    /** A record of a transaction file has name and time of one before it that deletes; it is kept, and stays deleted. */
    public static final String RECORD_DELETED_AT_THE_SAME_TIME = "RECORD_DELETED_AT_THE_SAME_TIME";

    /** The patient is on the facility's refusal list; the file is kept and says nothing until the patient is taken off it. */
    public static final String REFUSED_PATIENT = "REFUSED_PATIENT";

    /** The raw store does not have the bytes of the file any more, or not as they were received; it must be sent again. */
    public static final String CONTENT_LOST = "CONTENT_LOST";

    private IssueCodes() {}
}
