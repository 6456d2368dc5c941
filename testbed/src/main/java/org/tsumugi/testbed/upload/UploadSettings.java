package org.tsumugi.testbed.upload;

import java.net.URI;
import java.time.Duration;

/**
 * Where a storage goes and how.
 *
 * @param server base URL, such as {@code http://127.0.0.1:8080}
 * @param facility 10-digit code of the hospital
 * @param clientId OAuth client, for the client credentials grant
 * @param clientSecret its secret
 * @param batchFiles most files of one request
 * @param batchBytes content bytes after which a request is closed
 * @param patience how long the server may fail to take anything before the upload gives up
 */
public record UploadSettings(
        URI server,
        String facility,
        String clientId,
        String clientSecret,
        int batchFiles,
        long batchBytes,
        Duration patience) {

    private static final int FILES = 500;
    private static final long BYTES = 4L << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** With usual batches. */
    public static UploadSettings of(URI server, String facility, String clientId, String clientSecret) {
        return new UploadSettings(server, facility, clientId, clientSecret, FILES, BYTES, PATIENCE);
    }

    /** As the demo client of that facility. */
    public static UploadSettings demo(URI server, String facility) {
        return of(server, facility, "demo-" + facility, "demo");
    }

    /** The same with another patience. */
    public UploadSettings withPatience(Duration other) {
        return new UploadSettings(server, facility, clientId, clientSecret, batchFiles, batchBytes, other);
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "UploadSettings[" + server + ", " + facility + "]";
    }
}
