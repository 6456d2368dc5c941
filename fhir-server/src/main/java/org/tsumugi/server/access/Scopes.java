package org.tsumugi.server.access;

/** The scopes and claims of this server's access tokens. */
public final class Scopes {

    /** Sending storage files to {@code /ssmix2/{facility}}; goes with the claim {@link #FACILITY_CLAIM}. */
    public static final String SSMIX2_WRITE = "ssmix2.write";

    /** Reading and searching every resource type: SMART 2 backend services. */
    public static final String SYSTEM_READ = "system/*.rs";

    /** Running the server: everything below {@code /operator} that shows no clinical content. */
    public static final String OPERATE = "tsumugi/operate";

    /** Looking at the bytes of received files, which are clinical content; goes with {@link #OPERATE}. */
    public static final String INSPECT = "tsumugi/inspect";

    /** Deciding about persons: everything below {@code /review}, which shows who patients are and nothing clinical. */
    public static final String REVIEW = "tsumugi/review";

    /** The claim of a reviewer's token that says under which secret it was given; a token of an earlier secret is worth nothing. */
    public static final String GENERATION_CLAIM = "generation";

    /** The claim that names the facility a token belongs to: the 10-digit medical institution code. */
    public static final String FACILITY_CLAIM = "facility";

    private Scopes() {}
}
