package org.tsumugi.server.document;

import java.util.UUID;
import org.tsumugi.server.raw.Sha256;

/**
 * A file that is an attachment of a document.
 *
 * @param binary the id of the attachment's {@code url}
 * @param document the id of the DocumentReference
 * @param fileId the journal's number of the file
 * @param sha256 its content
 */
public record DocumentFile(UUID binary, UUID document, long fileId, Sha256 sha256) {}
