package org.tsumugi.hl7v2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.charset.Controls;
import org.tsumugi.hl7v2.charset.JapaneseText;
import org.tsumugi.hl7v2.charset.UndecodableBytesException;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.TooLargeException;

/**
 * Single values of a message, for who receives messages that come without a storage path. Of a message that cannot be read, the MSH
 * segment is there as far as it can be, so that it can be answered.
 */
public final class MessageValues {

    private final @Nullable Message message;
    private final @Nullable MappingIssueCode problem;

    private MessageValues(@Nullable Message message, @Nullable MappingIssueCode problem) {
        this.message = message;
        this.problem = problem;
    }

    /**
     * Where a value stands.
     *
     * @param segment the segment; the first one of this id counts
     * @param field its number, from 1
     * @param component its number, from 1; 0 for the whole field
     */
    public record Place(String segment, int field, int component) {

        private static final Pattern FORM = Pattern.compile("([A-Z][A-Z0-9]{2})-([1-9]\\d{0,2})(?:\\.([1-9]\\d?))?");

        /**
         * Reads {@code PID-3} or {@code PID-3.1}.
         *
         * @throws IllegalArgumentException when it has another form
         */
        public static Place parse(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new IllegalArgumentException("not a field such as PID-3 or PID-3.1: " + text);
            }
            int component = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
            return new Place(form.group(1), Integer.parseInt(form.group(2)), component);
        }

        @Override
        public String toString() {
            return segment + "-" + field + (component == 0 ? "" : "." + component);
        }
    }

    /** Reads a message; never throws for bad content. */
    public static MessageValues read(byte[] content) {
        try {
            return new MessageValues(parse(JapaneseText.decode(content).text()), null);
        } catch (UndecodableBytesException e) {
            return new MessageValues(firstSegment(content), MappingIssueCode.UNDECODABLE_BYTES);
        } catch (TooLargeException e) {
            return new MessageValues(firstSegment(content), MappingIssueCode.MESSAGE_TOO_LARGE);
        } catch (NotHl7Exception e) {
            return new MessageValues(null, MappingIssueCode.NOT_HL7);
        }
    }

    private static Message parse(String text) throws NotHl7Exception {
        return Message.parse(Controls.removed(text));
    }

    private static @Nullable Message firstSegment(byte[] content) {
        int end = 0;
        while (end < content.length && content[end] != '\r' && content[end] != '\n') {
            end++;
        }
        byte[] line = Arrays.copyOf(content, end);
        try {
            return parse(JapaneseText.decode(line).text());
        } catch (UndecodableBytesException e) {
            return asAscii(line);
        } catch (NotHl7Exception e) {
            return null;
        }
    }

    private static @Nullable Message asAscii(byte[] line) {
        try {
            return parse(new String(line, StandardCharsets.US_ASCII));
        } catch (NotHl7Exception e) {
            return null;
        }
    }

    /** Why the message cannot be read; empty when it can. */
    public Optional<MappingIssueCode> problem() {
        return Optional.ofNullable(problem);
    }

    /** The value of the first repetition, its components joined by {@code ^}; empty when there is none. */
    public String text(Place place) {
        Message read = message;
        if (read == null) {
            return "";
        }
        return read.first(place.segment())
                .map(segment -> segment.field(place.field()).first())
                .map(first -> text(first, place.component()))
                .orElse("");
    }

    /** The value of each repetition; those without a value are empty. */
    public List<String> texts(Place place) {
        Message read = message;
        if (read == null) {
            return List.of();
        }
        return read.first(place.segment()).stream()
                .flatMap(segment -> segment.field(place.field()).repetitions().stream())
                .map(repetition -> text(repetition, place.component()))
                .toList();
    }

    private static String text(Repetition repetition, int component) {
        return component == 0 ? repetition.asSent() : repetition.text(component);
    }
}
