package org.tsumugi.server.mllp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tsumugi.hl7v2.MessageValues;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.TransactionRecord;
import org.tsumugi.hl7v2.storage.TransactionStorage;

/**
 * The storage files that a frame is: those that its {@code #SSMIX} lines name, else the one that the first fitting rule names. A
 * frame is one whole: when a part of it cannot be kept, nothing is.
 */
final class FrameFiles {

    private static final byte[] MARK = "#SSMIX,".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_LINE_END = 2;

    private final String facility;
    private final List<HeaderRule> rules;

    FrameFiles(String facility, List<HeaderRule> rules) {
        this.facility = facility;
        this.rules = List.copyOf(rules);
    }

    /** A file that a frame is. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record NamedMessage(StoragePath path, byte[] message) {}

    /** Whether the frame carries its header before the message. */
    static boolean hasHeaderLine(byte[] frame) {
        return frame.length >= MARK.length && Arrays.equals(frame, 0, MARK.length, MARK, 0, MARK.length);
    }

    /** The first message of the frame, to be answered. */
    static byte[] firstMessage(byte[] frame) {
        if (!hasHeaderLine(frame)) {
            return frame;
        }
        int at = endOfLine(frame);
        while (at < frame.length && (frame[at] == '\r' || frame[at] == '\n')) {
            at++;
        }
        return Arrays.copyOfRange(frame, at, frame.length);
    }

    /** The first segment of the first message: enough to answer a frame of which no more is known. */
    static byte[] firstSegment(byte[] frame) {
        byte[] message = firstMessage(frame);
        return Arrays.copyOf(message, endOfLine(message));
    }

    private static int endOfLine(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && bytes[at] != '\r' && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    List<NamedMessage> of(byte[] frame, MessageValues message) throws NoStorageFileException {
        return hasHeaderLine(frame) ? ofHeaderLines(frame) : List.of(new NamedMessage(byRule(message), frame));
    }

    private List<NamedMessage> ofHeaderLines(byte[] frame) throws NoStorageFileException {
        TransactionStorage records = new TransactionStorage(new ByteArrayInputStream(frame), frame.length);
        List<NamedMessage> files = new ArrayList<>();
        try {
            for (Optional<TransactionRecord> record = records.next(); record.isPresent(); record = records.next()) {
                files.add(file(record.get()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot be read", e);
        }
        if (files.isEmpty()) {
            throw new NoStorageFileException(ErrorCode.DATA_TYPE_ERROR, "the frame has no #SSMIX line that is whole");
        }
        NamedMessage last = files.remove(files.size() - 1);
        files.add(new NamedMessage(last.path(), toTheEnd(frame, last.message())));
        return files;
    }

    /** In a transaction file a line end parts a record from the next; behind the last one of a frame it is the message's own. */
    private static byte[] toTheEnd(byte[] frame, byte[] lastMessage) {
        for (int lineEnd = 0; lineEnd <= LONGEST_LINE_END; lineEnd++) {
            int end = frame.length - lineEnd;
            int begin = end - lastMessage.length;
            if (begin > 0 && Arrays.equals(frame, begin, end, lastMessage, 0, lastMessage.length)) {
                return Arrays.copyOfRange(frame, begin, frame.length);
            }
        }
        return lastMessage;
    }

    private NamedMessage file(TransactionRecord record) throws NoStorageFileException {
        if (!record.problem().isEmpty() || record.path().isEmpty()) {
            throw new NoStorageFileException(ErrorCode.DATA_TYPE_ERROR, "the #SSMIX line: " + record.problem());
        }
        if (!record.facility().equals(facility)) {
            throw new NoStorageFileException(
                    ErrorCode.DATA_TYPE_ERROR, "the #SSMIX line names another facility than the listener's");
        }
        if (record.message().length == 0) {
            throw new NoStorageFileException(ErrorCode.REQUIRED_FIELD_MISSING, "no message stands below a #SSMIX line");
        }
        return new NamedMessage(record.path().get(), record.message());
    }

    private StoragePath byRule(MessageValues message) throws NoStorageFileException {
        if (message.problem().isPresent()) {
            throw new NoStorageFileException(
                    ErrorCode.DATA_TYPE_ERROR,
                    "the message cannot be read: " + message.problem().get());
        }
        for (HeaderRule rule : rules) {
            if (rule.fits(message)) {
                return rule.path(message);
            }
        }
        throw new NoStorageFileException(ErrorCode.UNSUPPORTED_MESSAGE_TYPE, "no rule is for this message");
    }
}
