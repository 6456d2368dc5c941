package org.tsumugi.server.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process of this system and its command line, as long as it may be. A process that has ended and that nobody has collected yet has
 * none, and is none.
 */
record ProcessLine(ProcessHandle process, List<String> arguments) {

    static Stream<ProcessLine> all() {
        return ProcessHandle.allProcesses().flatMap(process -> of(process).stream());
    }

    static Optional<ProcessLine> of(ProcessHandle process) {
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            String text = new String(line, StandardCharsets.UTF_8);
            return text.isEmpty() ? Optional.empty() : Optional.of(new ProcessLine(process, List.of(text.split("\0"))));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    boolean has(String argument) {
        return arguments.contains(argument);
    }
}
