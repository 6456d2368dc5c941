package org.tsumugi.upload.journal;

/**
 * Something that happened, to be counted per day.
 *
 * @param kind what happened
 * @param code the type, reason or error code; never a name
 */
public record Count(Kind kind, String code) {

    /** What is counted. */
    public enum Kind {
        SENT,
        RENAMED,
        SKIPPED,
        VIOLATIONS,
        ERRORS,
        BYTES
    }

    public static Count sent(String type) {
        return new Count(Kind.SENT, type);
    }

    public static Count renamed() {
        return new Count(Kind.RENAMED, "");
    }

    public static Count skipped(String reason) {
        return new Count(Kind.SKIPPED, reason);
    }

    public static Count violation(String code) {
        return new Count(Kind.VIOLATIONS, code);
    }

    public static Count error(String code) {
        return new Count(Kind.ERRORS, code);
    }

    public static Count bytes() {
        return new Count(Kind.BYTES, "");
    }
}
