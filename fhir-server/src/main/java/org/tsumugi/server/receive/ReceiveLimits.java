package org.tsumugi.server.receive;

/**
 * How much is taken at a time.
 *
 * @param fileBytes the largest file
 * @param uploadBytes the largest body of many files, as sent; the largest file of the transaction storage, unpacked
 * @param concurrentRequests how many requests are served at once
 * @param concurrentRequestsOfOneFacility how many of them may be one facility's
 * @param memoryBytes how much memory received bytes may take, all requests together
 */
public record ReceiveLimits(
        long fileBytes,
        long uploadBytes,
        int concurrentRequests,
        int concurrentRequestsOfOneFacility,
        long memoryBytes) {

    /** What is not larger is taken into memory, so that many can be made durable at once. */
    static final long SMALL_FILE = 1 << 18;

    /** About what a file takes that is passed on as it comes. */
    static final long STREAM_BUFFER = 1 << 18;
}
