package org.tsumugi.server.receive;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;

/**
 * What is accepted below {@code /ssmix2}, and how much at a time.
 *
 * @param patientIdMismatch what to do with a file whose PID-3 is not the patient ID of its path
 * @param maxFileSize the largest file
 * @param maxUploadSize the largest body of many files, as sent; the largest file of the transaction storage, unpacked
 * @param maxRequests how many sending requests are served at once
 * @param maxRequestsPerFacility how many of them may be one facility's
 * @param memory how much memory received bytes may take; null for a quarter of the heap
 */
@ConfigurationProperties("tsumugi.receive")
public record ReceiveProperties(
        @DefaultValue("quarantine") PatientIdMismatch patientIdMismatch,
        @DefaultValue("64MB") DataSize maxFileSize,
        @DefaultValue("4GB") DataSize maxUploadSize,
        @DefaultValue("256") int maxRequests,
        @DefaultValue("16") int maxRequestsPerFacility,
        @Nullable DataSize memory) {

    private static final int PART_OF_HEAP = 4;

    /** The limits among them. */
    public ReceiveLimits limits() {
        return new ReceiveLimits(
                maxFileSize.toBytes(),
                maxUploadSize.toBytes(),
                maxRequests,
                maxRequestsPerFacility,
                memory == null ? Runtime.getRuntime().maxMemory() / PART_OF_HEAP : memory.toBytes());
    }
}
