package org.tsumugi.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Where backups are kept: folders of pieces. */
interface BackupTarget {

    /** Writes the bytes of a piece. */
    @FunctionalInterface
    interface Piece {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Keeps a piece; it is there, durable, when this returns, and not there when this fails. */
    void write(String folder, String name, Piece piece) throws IOException;

    /** @throws java.nio.file.NoSuchFileException when there is none of that name */
    InputStream open(String folder, String name) throws IOException;

    /** The names of all folders. */
    List<String> folders() throws IOException;

    /** Removes a folder and all in it, the named piece first. */
    void delete(String folder, String first) throws IOException;
}
