package org.tsumugi.server.job;

/** A job is to end now, without a result. Thrown out of {@link JobProgress#report}, through the job, to the runner. */
public final class JobStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JobStoppedException() {
        super("the job is to stop", null, false, false);
    }
}
