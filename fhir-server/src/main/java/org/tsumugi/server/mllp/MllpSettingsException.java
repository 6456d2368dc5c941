package org.tsumugi.server.mllp;

/** A listener cannot be opened as it is set: {@code tsumugi.mllp.listeners}. */
public final class MllpSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String japanese;

    MllpSettingsException(String english, String japanese) {
        super(english);
        this.japanese = japanese;
    }

    String japanese() {
        return japanese;
    }
}
