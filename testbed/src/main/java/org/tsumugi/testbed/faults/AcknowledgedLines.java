package org.tsumugi.testbed.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.tsumugi.testbed.net.Tap;
import org.tsumugi.upload.send.Json;

/**
 * Reads the HTTP answers of one connection as they pass, and tells of each file that a line of an answer acknowledges: from that moment
 * the server has promised to keep it, whatever becomes of the rest of the answer.
 */
final class AcknowledgedLines implements Tap.Witness {

    private static final int HEXADECIMAL = 16;

    private final Consumer<String> paths;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private Part part = Part.STATUS;
    private boolean bodiless;
    private boolean chunked;
    private boolean told;
    private long left;

    private enum Part {
        STATUS,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS
    }

    /** @param paths is told each acknowledged path */
    AcknowledgedLines(Consumer<String> paths) {
        this.paths = paths;
    }

    @Override
    public void said(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (part == Part.BODY || part == Part.CHUNK) {
                body(bytes[i]);
            } else if (bytes[i] == '\n') {
                String read = line.toString(StandardCharsets.ISO_8859_1).strip();
                line.reset();
                headerLine(read);
            } else {
                line.write(bytes[i]);
            }
        }
    }

    private void headerLine(String read) {
        switch (part) {
            case STATUS -> status(read);
            case HEADERS -> header(read.toLowerCase(Locale.ROOT));
            case CHUNK_SIZE -> {
                left = Long.parseLong(read.split(";", 2)[0], HEXADECIMAL);
                part = left == 0 ? Part.TRAILERS : Part.CHUNK;
            }
            case CHUNK_END -> part = Part.CHUNK_SIZE;
            case TRAILERS -> part = read.isEmpty() ? Part.STATUS : Part.TRAILERS;
            default -> throw new IllegalStateException("a line in a body");
        }
    }

    private void status(String read) {
        if (read.isEmpty()) {
            return;
        }
        String code = read.split(" ")[1];
        bodiless = code.startsWith("1") || code.equals("204") || code.equals("304");
        chunked = false;
        told = false;
        left = 0;
        answer.reset();
        part = Part.HEADERS;
    }

    private void header(String read) {
        if (!read.isEmpty()) {
            chunked |= read.equals("transfer-encoding: chunked");
            told |= read.startsWith("content-type: application/x-ndjson");
            left = read.startsWith("content-length:")
                    ? Long.parseLong(read.substring(read.indexOf(':') + 1).strip())
                    : left;
        } else if (bodiless) {
            part = Part.STATUS;
        } else if (chunked) {
            part = Part.CHUNK_SIZE;
        } else {
            part = left == 0 ? Part.STATUS : Part.BODY;
        }
    }

    private void body(byte next) {
        if (told) {
            answer(next);
        }
        left--;
        if (left == 0) {
            part = part == Part.CHUNK ? Part.CHUNK_END : Part.STATUS;
        }
    }

    private void answer(byte next) {
        if (next != '\n') {
            answer.write(next);
            return;
        }
        String json = answer.toString(StandardCharsets.UTF_8);
        answer.reset();
        try {
            Map<String, String> members = Json.members(json);
            String path = members.get("path");
            String status = members.getOrDefault("status", "");
            if (path != null && (status.equals("200") || status.equals("201"))) {
                paths.accept(path);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the server answered a line that is no JSON", e);
        }
    }
}
