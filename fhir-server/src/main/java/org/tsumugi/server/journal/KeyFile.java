package org.tsumugi.server.journal;

import java.util.Optional;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.server.raw.Sha256;

/**
 * A file of one storage key (patient, date, type, and order number or 特定キー), as far as it matters for which of them is current.
 *
 * @param fileId the journal's own number
 * @param identity its name without the flag
 * @param version equal for files that have one flag together: those of a content folder of the extended storage
 * @param dataType the same for all files of a key; empty for documents of the extended storage
 * @param flag the highest condition flag seen
 * @param sortTime 17 digits
 * @param sha256 of its content; the least where there are several
 * @param contents how many different contents were received under its name
 */
public record KeyFile(
        long fileId,
        String identity,
        String version,
        Optional<DataType> dataType,
        ConditionFlag flag,
        String sortTime,
        Sha256 sha256,
        int contents) {}
