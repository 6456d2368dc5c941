package org.tsumugi.mpi;

/**
 * One writing of one name of a patient, as the hospital sent it.
 *
 * @param script in which it is written (PID-5's name representation code: I, P, A)
 * @param use what kind of name it is
 * @param family 姓; empty when not known. A hospital that does not part names writes all of it here
 * @param given 名; empty when not known
 */
public record PersonName(Script script, Use use, String family, String given) {

    /** Name representation code of HL7 v2 (table 4000), as FHIR's {@code iso21090-EN-representation}. */
    public enum Script {
        /** Ideographic {@code I} / {@code IDE}: the name as it is written in Japan, mostly kanji, kana where the name is kana. */
        IDEOGRAPHIC,
        /** Syllabic or phonetic {@code P} / {@code SYL}: the reading in kana (フリガナ). */
        PHONETIC,
        /** Alphabetic {@code A} / {@code ABC}: Latin letters. */
        ALPHABETIC
    }

    /** What kind of name it is, as FHIR's name-use. */
    public enum Use {
        /** The present name by law. */
        OFFICIAL,
        /** The name that is used, such as 通称名 of a foreign resident. */
        USUAL,
        /** A former name, such as 旧姓. */
        FORMER
    }

    /** Whether nothing is said. */
    public boolean isEmpty() {
        return family.isBlank() && given.isBlank();
    }

    /** No name appears in logs. */
    @Override
    public String toString() {
        return "PersonName[" + script + ", " + use + "]";
    }
}
