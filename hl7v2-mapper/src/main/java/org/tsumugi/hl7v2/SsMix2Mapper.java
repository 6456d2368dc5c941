package org.tsumugi.hl7v2;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.dispatch.StorageFileMapper;
import org.tsumugi.hl7v2.storage.PatientFile;

/**
 * SS-MIX2 storage file → FHIR R4 (JP Core), in two pure steps: {@link #map} says what one file contributes, {@link #merge} makes
 * the resources of a group from all its contributions. Thread-safe; the same input gives the same output on every machine.
 */
public interface SsMix2Mapper {

    /** Changes whenever the same bytes can give other resources than before. */
    String VERSION = "3";

    /** The mapper with these settings. */
    static SsMix2Mapper of(MapperSettings settings) {
        return new StorageFileMapper(settings);
    }

    /**
     * Maps one file.
     *
     * @param facility 10-digit medical institution code of the storage the file lies in
     * @param path where it lies: in the standardized storage, in the extended one, or among the messages of an identity feed
     * @param content the raw bytes as received; held in memory only where they are read as text, which is nothing above 32 MiB
     * @param size how many bytes they are
     * @return never throws for bad content: the verdict and issues say what was wrong
     * @throws IOException when the stream cannot be read
     */
    MappedFile map(String facility, PatientFile path, InputStream content, long size) throws IOException;

    /** Maps one file that is in memory. */
    default MappedFile map(String facility, PatientFile path, byte[] content) {
        try {
            return map(facility, path, new ByteArrayInputStream(content), content.length);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can always be read", e);
        }
    }

    /**
     * Makes the resources of one group.
     *
     * @param group the group
     * @param contributions every contribution to it, at least one of which {@linkplain Contribution#sustains() sustains} it,
     *     lowest first in the order (tier, transaction time, SHA-256)
     * @return resources with deterministic ids; their relative references may name resources that do not exist (yet)
     */
    List<Resource> merge(GroupKey group, List<Contribution> contributions);
}
