package org.tsumugi.server.mllp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.tsumugi.hl7v2.MessageValues;
import org.tsumugi.hl7v2.MessageValues.Place;

/** Makes acknowledgements (ACK) in HL7's original mode, each in its frame. */
final class Acknowledgement {

    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int RETURN = 0x0D;

    /** Knows all characters that a message can have been decoded from; what is ASCII stays ASCII. */
    private static final Charset CHARSET = Charset.forName("x-windows-iso2022jp");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSxx").withZone(ZoneId.of("Asia/Tokyo"));

    private final MessageValues message;

    /** @param message what is answered */
    Acknowledgement(MessageValues message) {
        this.message = message;
    }

    /** AA: it is kept. */
    byte[] accepted(Instant now, String id, String text) {
        return frame(header(now, id) + "MSA|AA|" + said("MSH-10") + "|" + escaped(text) + "\r");
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
                + "MSA|" + how + "|" + said("MSH-10") + "|" + escaped(text) + "\r"
                + "ERR|||" + code.coded() + "|E||||" + escaped(text) + "\r");
    }

    private String header(Instant now, String id) {
        String event = said("MSH-9.2");
        String type = event.isEmpty() ? "ACK" : "ACK^" + event + "^ACK";
        return String.join(
                        "|",
                        "MSH",
                        "^~\\&",
                        said("MSH-5"),
                        said("MSH-6"),
                        said("MSH-3"),
                        said("MSH-4"),
                        TIME.format(now),
                        "",
                        type,
                        id,
                        orElse(said("MSH-11"), "P"),
                        orElse(said("MSH-12"), "2.5"),
                        "",
                        "",
                        "",
                        "",
                        "",
                        charsets(),
                        "",
                        said("MSH-20"))
                + "\r";
    }

    private String said(String place) {
        return escaped(message.text(Place.parse(place)));
    }

    private String charsets() {
        return message.texts(Place.parse("MSH-18")).stream()
                .map(Acknowledgement::escaped)
                .collect(Collectors.joining("~"));
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
