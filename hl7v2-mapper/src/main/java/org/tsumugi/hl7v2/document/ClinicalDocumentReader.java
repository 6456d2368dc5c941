package org.tsumugi.hl7v2.document;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.tsumugi.hl7v2.document.ClinicalDocument.Code;
import org.tsumugi.hl7v2.document.ClinicalDocument.Id;

/**
 * Reads the header of a CDA R2 document out of XML that nobody has checked: no document type, no entity but the five of XML, nothing
 * fetched from anywhere, and limits on depth and length of what is kept.
 */
final class ClinicalDocumentReader {

    /** Java's own limits differ from one version to the next, and what is read must not. */
    private static final String LIMITS = "http://www.oracle.com/xml/jaxp/properties/";

    private static final int MOST_ATTRIBUTES = 200;
    private static final int DEEPEST = 100;
    /** Longer than any path, and any name in it, that is looked for: XML may be made of nothing but long names. */
    private static final int DEEPEST_OF_HEADER = 10;

    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_TEXT = 1000;
    private static final int MOST_VALUES = 100;
    private static final String HL7_V3 = "urn:hl7-org:v3";
    private static final String ROOT = "/ClinicalDocument";
    private static final String AUTHOR_NAME = ROOT + "/author/assignedAuthor/assignedPerson/name";

    private final Deque<String> paths = new ArrayDeque<>();
    private final StringBuilder title = new StringBuilder();
    private final StringBuilder name = new StringBuilder();
    private final List<String> authors = new ArrayList<>();
    private final List<String> patientIds = new ArrayList<>();
    private boolean clinicalDocument;
    private boolean authorHasName;
    private Id id = new Id("", "");
    private Code code = new Code("", "", "");
    private String effectiveTime = "";

    private ClinicalDocumentReader() {}

    /** XML that is not well-formed, or is made to hurt whoever reads it. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String why) {
            super(why);
        }
    }

    /**
     * Reads all of it, so that XML which breaks off is found.
     *
     * @return empty when it is well-formed, but no CDA
     * @throws MalformedException when it is not well-formed or passes a limit; the message says why, without any value
     */
    static Optional<ClinicalDocument> read(byte[] xml) throws MalformedException {
        ClinicalDocumentReader reader = new ClinicalDocumentReader();
        try {
            reader.read(factory().createXMLStreamReader(new ByteArrayInputStream(xml)));
        } catch (XMLStreamException e) {
            throw new MalformedException("not well-formed XML");
        }
        return reader.clinicalDocument ? Optional.of(reader.result()) : Optional.empty();
    }

    /** The JDK's own, whatever else is on the class path. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(LIMITS + "maxElementDepth", DEEPEST);
        factory.setProperty(LIMITS + "elementAttributeLimit", MOST_ATTRIBUTES);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    private void read(XMLStreamReader xml) throws XMLStreamException, MalformedException {
        paths.push("");
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(xml);
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(xml.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new MalformedException("XML with a document type or an entity of its own");
                default -> {
                    // comments, processing instructions and space say nothing
                }
            }
        }
    }

    private void start(XMLStreamReader xml) throws MalformedException {
        if (paths.size() > DEEPEST) {
            throw new MalformedException("XML deeper than any document");
        }
        boolean mayBeHeader = HL7_V3.equals(xml.getNamespaceURI())
                && paths.size() <= DEEPEST_OF_HEADER
                && xml.getLocalName().length() <= LONGEST_NAME;
        String parent = paths.element();
        // what is below the header is only passed over
        boolean header =
                mayBeHeader && !parent.equals("-") && !(parent + "/" + xml.getLocalName()).equals(ROOT + "/component");
        paths.push(header ? parent + "/" + xml.getLocalName() : "-");
        if (header) {
            element(paths.element(), xml);
        }
    }

    private void element(String path, XMLStreamReader xml) {
        switch (path) {
            case ROOT -> clinicalDocument = true;
            case ROOT + "/id" -> id = new Id(attribute(xml, "root"), attribute(xml, "extension"));
            case ROOT + "/code" ->
                code = new Code(attribute(xml, "code"), attribute(xml, "codeSystem"), attribute(xml, "displayName"));
            case ROOT + "/effectiveTime" -> effectiveTime = attribute(xml, "value");
            case ROOT + "/recordTarget/patientRole/id" -> keep(patientIds, attribute(xml, "extension"));
            case ROOT + "/author" -> authorHasName = false;
            case AUTHOR_NAME -> name.setLength(0);
            default -> {
                // the rest of the header is in the document itself
            }
        }
    }

    private void end() {
        String path = paths.pop();
        // a Japanese author has a name in kanji and one in kana: the first is the one to show
        if (path.equals(AUTHOR_NAME) && !authorHasName) {
            authorHasName = !name.toString().isBlank();
            keep(authors, oneLine(name));
        }
    }

    private void text(String text) {
        String path = paths.element();
        if (path.equals(ROOT + "/title")) {
            append(title, text);
        } else if (path.equals(AUTHOR_NAME) || path.startsWith(AUTHOR_NAME + "/")) {
            append(name, " " + text);
        }
    }

    private static void append(StringBuilder to, String text) {
        to.append(text, 0, Math.min(text.length(), Math.max(0, LONGEST_TEXT - to.length())));
    }

    private static String attribute(XMLStreamReader xml, String attribute) {
        String value = xml.getAttributeValue(null, attribute);
        return value == null ? "" : oneLine(value.substring(0, Math.min(value.length(), LONGEST_TEXT)));
    }

    private static void keep(List<String> values, String value) {
        if (!value.isEmpty() && values.size() < MOST_VALUES && !values.contains(value)) {
            values.add(value);
        }
    }

    private static String oneLine(CharSequence text) {
        return text.toString().strip().replaceAll("\\s+", " ");
    }

    private ClinicalDocument result() {
        return new ClinicalDocument(
                id, code, oneLine(title), effectiveTime, List.copyOf(authors), List.copyOf(patientIds));
    }
}
