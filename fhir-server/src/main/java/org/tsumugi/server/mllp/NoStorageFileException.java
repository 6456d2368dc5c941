package org.tsumugi.server.mllp;

/** A frame is no storage file that can be kept; the message says why, without any value of it. */
final class NoStorageFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    NoStorageFileException(ErrorCode code, String why) {
        super(why);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
