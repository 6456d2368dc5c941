package org.tsumugi.hl7v2;

import java.util.UUID;
import org.hl7.fhir.r4.model.DocumentReference;

/**
 * What one file of a content folder says about the document: one attachment, whose bytes are the file's own.
 *
 * @param group the document
 * @param tier how good a source this is; the same for all files
 * @param rank where the attachment stands among the others: the main document first; files of one rank by name
 * @param file the file's path inside the content folder
 * @param binary the id under which the attachment's {@code url} ({@code Binary/<id>}) names the bytes; it changes with them
 * @param reference the document as it would be if this were its only file
 */
public record DocumentPart(GroupKey group, int tier, int rank, String file, UUID binary, DocumentReference reference)
        implements Contribution {}
