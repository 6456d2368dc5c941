package org.tsumugi.server.document;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentReferenceContentComponent;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;

/**
 * Reading a Binary. It is visible exactly when a DocumentReference that the reader may see names it, because that one is read first,
 * by the reader's own request. What comes back has no data yet: {@link BinaryStreaming} sends it.
 */
public final class BinaryProvider {

    /** Key of the {@link DocumentFile} in the user data of what this provider gives. */
    static final String FILE = DocumentFile.class.getName();

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final DocumentFiles files;
    private final IFhirResourceDao<DocumentReference> documents;

    public BinaryProvider(DocumentFiles files, IFhirResourceDao<DocumentReference> documents) {
        this.files = files;
        this.documents = documents;
    }

    /**
     * What is known about the bytes of an attachment.
     *
     * @throws ResourceNotFoundException in the same words whether there is no such Binary or the reader may not see it
     */
    @Read(type = Binary.class)
    public Binary read(@IdParam IdType id, RequestDetails request) {
        if (request.isSubRequest()) {
            // a bundle is made in memory, for which these bytes may be too many
            throw new MethodNotAllowedException("A Binary is not given in a bundle");
        }
        Optional<DocumentFile> file = find(id.getIdPart());
        // what is unknown takes the same way as what is hidden
        UUID document = file.map(DocumentFile::document).orElseGet(() -> new UUID(0, 0));
        DocumentReference reference = documents.read(new IdType("DocumentReference", document.toString()), request);
        String url = "Binary/" + id.getIdPart();
        Attachment attachment = reference.getContent().stream()
                .map(DocumentReferenceContentComponent::getAttachment)
                .filter(one -> url.equals(one.getUrl()))
                .findFirst()
                .orElseThrow(() -> new ResourceNotFoundException(id));
        Binary binary = new Binary();
        binary.setId(id.toUnqualifiedVersionless());
        binary.getMeta().setVersionId("1"); // other bytes have another id
        binary.setContentType(attachment.getContentType());
        binary.setSecurityContext(new Reference("DocumentReference/" + document));
        file.ifPresent(stored -> binary.setUserData(FILE, stored));
        return binary;
    }

    private Optional<DocumentFile> find(String id) {
        return ID.matcher(id).matches() ? files.find(UUID.fromString(id)) : Optional.empty();
    }
}
