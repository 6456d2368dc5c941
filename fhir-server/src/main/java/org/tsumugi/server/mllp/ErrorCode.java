package org.tsumugi.server.mllp;

/** HL7 table 0357: what ERR-3 says. */
enum ErrorCode {
    REQUIRED_FIELD_MISSING("101", "Required field missing"),
    DATA_TYPE_ERROR("102", "Data type error"),
    UNSUPPORTED_MESSAGE_TYPE("200", "Unsupported message type"),
    APPLICATION_ERROR("207", "Application internal error");

    private final String code;
    private final String words;

    ErrorCode(String code, String words) {
        this.code = code;
        this.words = words;
    }

    /** As ERR-3 has it. */
    String coded() {
        return code + "^" + words + "^HL70357";
    }
}
