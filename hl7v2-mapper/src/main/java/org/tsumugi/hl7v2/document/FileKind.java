package org.tsumugi.hl7v2.document;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * What a file of a content folder is. Its first bytes count; where they say nothing, the extension does.
 *
 * @param form what can be read from it
 * @param contentType its media type; of XML as long as its root element is not known
 */
record FileKind(Form form, String contentType) {

    /** What can be read from a file. */
    enum Form {
        HL7_V2,
        XML,
        OTHER
    }

    private static final Map<String, FileKind> BY_EXTENSION = Map.ofEntries(
            other("pdf", "application/pdf"),
            other("jpg", "image/jpeg"),
            other("jpeg", "image/jpeg"),
            other("png", "image/png"),
            other("gif", "image/gif"),
            other("bmp", "image/bmp"),
            other("tif", "image/tiff"),
            other("tiff", "image/tiff"),
            other("svg", "image/svg+xml"),
            other("dcm", "application/dicom"),
            other("css", "text/css"),
            other("htm", "text/html"),
            other("html", "text/html"),
            other("rtf", "application/rtf"),
            other("zip", "application/zip"),
            other("csv", "text/csv"),
            other("txt", "text/plain"),
            Map.entry("xml", new FileKind(Form.XML, "text/xml")),
            Map.entry("xsl", new FileKind(Form.XML, "text/xml")),
            Map.entry("xslt", new FileKind(Form.XML, "text/xml")),
            Map.entry("hl7", new FileKind(Form.HL7_V2, "x-application/hl7-v2+er7")));
    private static final FileKind UNKNOWN = new FileKind(Form.OTHER, "application/octet-stream");
    private static final int DICOM_PREAMBLE = 128;
    /** So many bytes tell what a file is. */
    static final int BEGINNING = DICOM_PREAMBLE + 4;

    private static Map.Entry<String, FileKind> other(String extension, String contentType) {
        return Map.entry(extension, new FileKind(Form.OTHER, contentType));
    }

    /** @param content its first {@value #BEGINNING} bytes */
    static FileKind of(String file, byte[] content) {
        FileKind named = BY_EXTENSION.getOrDefault(extension(file), UNKNOWN);
        if (begins(content, 0, "%PDF-")) {
            return of("pdf");
        }
        if (begins(content, 0, "\u00FF\u00D8\u00FF")) {
            return of("jpg");
        }
        if (begins(content, 0, "\u0089PNG\r\n\u001A\n")) {
            return of("png");
        }
        if (begins(content, 0, "GIF8")) {
            return of("gif");
        }
        if (begins(content, 0, "II*\0") || begins(content, 0, "MM\0*")) {
            return of("tif");
        }
        if (begins(content, DICOM_PREAMBLE, "DICM")) {
            return of("dcm");
        }
        if (begins(content, 0, "MSH|")) {
            return of("hl7");
        }
        // an SVG or a page in XHTML is XML too, but its extension says more
        boolean xml = begins(content, 0, "<?xml") || begins(content, 0, "\u00EF\u00BB\u00BF<?xml");
        return xml && named.equals(UNKNOWN) ? of("xml") : named;
    }

    private static FileKind of(String extension) {
        return BY_EXTENSION.getOrDefault(extension, UNKNOWN);
    }

    private static String extension(String file) {
        return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static boolean begins(byte[] content, int at, String bytes) {
        byte[] expected = bytes.getBytes(StandardCharsets.ISO_8859_1);
        return content.length >= at + expected.length
                && java.util.Arrays.equals(content, at, at + expected.length, expected, 0, expected.length);
    }
}
