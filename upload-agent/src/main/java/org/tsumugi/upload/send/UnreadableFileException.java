package org.tsumugi.upload.send;

import java.io.IOException;

/** A file of the hospital cannot be read while it is being sent: not the network's fault, nor the server's. */
final class UnreadableFileException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Says nothing about the file: its name has a patient's number. */
    UnreadableFileException() {
        super("a file cannot be read");
    }
}
