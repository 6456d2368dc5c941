package org.tsumugi.hl7v2.document;

import java.util.Comparator;
import java.util.List;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.DocumentPart;

/** The files of one content folder → one DocumentReference. */
public final class Documents {

    private static final Comparator<DocumentPart> ORDER =
            Comparator.comparingInt(DocumentPart::rank).thenComparing(DocumentPart::file);

    private Documents() {}

    /** The document of its first file, with the others' attachments behind it. */
    public static List<Resource> merge(List<Contribution> contributions) {
        List<DocumentReference> parts = contributions.stream()
                .map(DocumentPart.class::cast)
                .sorted(ORDER)
                .map(DocumentPart::reference)
                .toList();
        DocumentReference document = parts.get(0).copy();
        for (DocumentReference part : parts.subList(1, parts.size())) {
            part.getContent().forEach(content -> document.addContent(content.copy()));
            if (!hasHeader(document) && hasHeader(part)) {
                document.setMasterIdentifier(part.getMasterIdentifier().copy());
                document.setDescription(part.getDescription());
                part.getAuthor().forEach(author -> document.addAuthor(author.copy()));
                document.setType(part.getType().copy());
                document.setCategory(part.copy().getCategory());
            }
        }
        return List.of(document);
    }

    /** Only the header of a CDA document gives a description. */
    private static boolean hasHeader(DocumentReference document) {
        return document.hasDescription() || document.hasMasterIdentifier() || document.hasAuthor();
    }
}
