package org.tsumugi.hl7v2.feed;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.tsumugi.hl7v2.storage.IdentityFeedPath.Format;

/**
 * Bytes → FHIR Patient, strictly: what FHIR R4 does not have, or not with this value, is not read over. FHIR is UTF-8 and has no
 * document types, whose entities could name files.
 */
final class FeedReader {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private FeedReader() {}

    /** Empty when it is anything else. */
    static Optional<Patient> read(byte[] content, Format format) {
        Optional<String> text = text(content);
        if (text.isEmpty() || format == Format.XML && hasDocumentType(text.get())) {
            return Optional.empty();
        }
        try {
            return parser(format).parseResource(text.get()) instanceof Patient patient
                    ? Optional.of(patient)
                    : Optional.empty();
        } catch (RuntimeException | StackOverflowError unreadable) {
            // the parser's own exception is not the only one that bad text can bring about in it; all say the same of
            // the message
            return Optional.empty();
        }
    }

    private static IParser parser(Format format) {
        FhirContext fhir = FhirContext.forR4Cached();
        IParser parser = format == Format.JSON ? fhir.newJsonParser() : fhir.newXmlParser();
        parser.setParserErrorHandler(new StrictErrorHandler());
        return parser;
    }

    private static Optional<String> text(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean hasDocumentType(String xml) {
        return xml.toUpperCase(Locale.ROOT).contains("<!DOCTYPE");
    }
}
