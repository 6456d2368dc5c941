package org.tsumugi.server.monitor;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * Where the server keeps something that grows.
 *
 * @param name as operators call it
 * @param room how many bytes are free there
 */
public record Volume(String name, Room room) {

    /** Free bytes. */
    @FunctionalInterface
    public interface Room {
        /** Empty where nobody can say. */
        OptionalLong bytes() throws IOException;
    }
}
