package org.tsumugi.hl7v2;

/** Everything the mapper can find wrong with a file. The names are stable: they are shown to operators and counted. */
public enum MappingIssueCode {
    /** The parts of the storage path contradict each other (folder against file name). */
    PATH_CONTRADICTION,
    /** The data type is a type of the SS-MIX2 standardized storage that this version does not map yet. */
    TYPE_NOT_YET_MAPPED,
    /** Bytes that neither ISO-2022-JP nor its Windows variant can decode; the detail gives the byte offset. */
    UNDECODABLE_BYTES,
    /** Decoded with the Windows variant of ISO-2022-JP because the strict one failed (NEC or IBM extension characters). */
    WINDOWS_CHARSET,
    /** Control characters other than tab and ends of lines; they are passed over. */
    CONTROL_CHARACTERS,
    /** The message of an identity feed is not a FHIR Patient that can be read. */
    NOT_FHIR,
    /** The file does not begin with an MSH segment or its delimiters cannot be read. */
    NOT_HL7,
    /** MSH-9 names a message that the data type of the path does not have. */
    UNEXPECTED_MESSAGE_TYPE,
    /** A segment without which the message means nothing is missing. */
    SEGMENT_MISSING,
    /** A segment that the data type does not have, or at a place where it means nothing. */
    SEGMENT_UNEXPECTED,
    /** A required field is empty. */
    FIELD_MISSING,
    /** A field has a value that its datatype does not allow; the text is kept where FHIR has a place for it. */
    FIELD_INVALID,
    /** A field has a value that is not mapped. */
    FIELD_NOT_MAPPED,
    /** A code-table name (CWE.3) that is not in the table of code systems. */
    UNKNOWN_CODE_TABLE,
    /** A code that its published HL7 table does not have; it is kept as a code of the facility's own. */
    UNKNOWN_CODE,
    /** A code does not have the format of its code table; it is kept as it is. */
    CODE_FORMAT,
    /** PID-3 differs from the patient ID of the storage path. */
    PATIENT_ID_MISMATCH,
    /** Visit date, order number or department in the message differ from the storage path; the path wins. */
    PATH_MISMATCH,
    /** A resource lacks an element that its JP Core profile or FHIR requires; it is kept as it is. */
    REQUIRED_ELEMENT_MISSING,
    /** The message has more values than any real one; see {@code Message}. */
    MESSAGE_TOO_LARGE,
    /** So much is wrong that the rest is not listed; every field still has its fate in the account. */
    TOO_MANY_ISSUES,
    /** A file of the extended storage is not what its beginning says; it is kept as it is, but nothing is read from it. */
    MALFORMED_DOCUMENT,
    /** The mapper itself failed on this file; the detail names the exception, never its text. */
    MAPPER_FAILURE
}
