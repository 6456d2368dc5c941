package org.tsumugi.testbed.upload;

/** Told how far an upload is; called by the uploading thread. */
@FunctionalInterface
public interface UploadListener {

    /** A listener that does nothing. */
    UploadListener NONE = (answered, of) -> {};

    /**
     * @param answered files answered for good so far
     * @param of files in all
     */
    void answered(long answered, long of);
}
