package org.tsumugi.server.mllp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.tsumugi.hl7v2.MessageValues;
import org.tsumugi.hl7v2.MessageValues.Place;

/** Makes acknowledgements (ACK) in HL7's original mode, each in its frame. Of the message it has only what they repeat. */
final class Acknowledgement {

    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int RETURN = 0x0D;

    /** More than any field that is repeated may have; whoever sends more gets it shortened. */
    private static final int LONGEST = 500;

    private static final int MOST_CHARSETS = 10;

    /** Knows all characters that a message can have been decoded from; what is ASCII stays ASCII. */
    private static final Charset CHARSET = Charset.forName("x-windows-iso2022jp");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSxx").withZone(ZoneId.of("Asia/Tokyo"));

    private final String beforeTime;
    private final String type;
    private final String afterId;
    private final String controlId;

    /** @param message what is answered */
    Acknowledgement(MessageValues message) {
        this.beforeTime = String.join(
                "|",
                "MSH",
                "^~\\&",
                said(message, "MSH-5"),
                said(message, "MSH-6"),
                said(message, "MSH-3"),
                said(message, "MSH-4"));
        String event = said(message, "MSH-9.2");
        this.type = event.isEmpty() ? "ACK" : "ACK^" + event + "^ACK";
        this.afterId = String.join(
                "|",
                orElse(said(message, "MSH-11"), "P"),
                orElse(said(message, "MSH-12"), "2.5"),
                "",
                "",
                "",
                "",
                "",
                charsets(message),
                "",
                said(message, "MSH-20"));
        this.controlId = said(message, "MSH-10");
    }

    /** AA: it is kept. */
    byte[] accepted(Instant now, String id, String text) {
        return frame(header(now, id) + "MSA|AA|" + controlId + "|" + escaped(text) + "\r");
    }

    /** AE: it is not kept, and may be sent again as it is. */
    byte[] failed(Instant now, String id, String text) {
        return refusal(now, id, "AE", ErrorCode.APPLICATION_ERROR, text);
    }

    /** AR: it is not kept, and will not be as it is. */
    byte[] rejected(Instant now, String id, ErrorCode code, String text) {
        return refusal(now, id, "AR", code, text);
    }

    private byte[] refusal(Instant now, String id, String how, ErrorCode code, String text) {
        return frame(header(now, id)
                + "MSA|" + how + "|" + controlId + "|" + escaped(text) + "\r"
                + "ERR|||" + code.coded() + "|E||||" + escaped(text) + "\r");
    }

    private String header(Instant now, String id) {
        return String.join("|", beforeTime, TIME.format(now), "", type, id, afterId) + "\r";
    }

    private static String said(MessageValues message, String place) {
        return escaped(shortened(message.text(Place.parse(place))));
    }

    private static String charsets(MessageValues message) {
        return message.texts(Place.parse("MSH-18")).stream()
                .limit(MOST_CHARSETS)
                .map(charset -> escaped(shortened(charset)))
                .collect(Collectors.joining("~"));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    private static String orElse(String text, String absent) {
        return text.isEmpty() ? absent : text;
    }

    /** Components stay apart. */
    private static String escaped(String text) {
        return text.replace("\\", "\\E\\")
                .replace("|", "\\F\\")
                .replace("~", "\\R\\")
                .replace("&", "\\T\\")
                .replaceAll("\\p{Cntrl}", " ");
    }

    private static byte[] frame(String text) {
        byte[] content = text.getBytes(CHARSET);
        ByteArrayOutputStream frame = new ByteArrayOutputStream(content.length + 3);
        frame.write(START);
        frame.writeBytes(content);
        frame.write(END);
        frame.write(RETURN);
        return frame.toByteArray();
    }
}
