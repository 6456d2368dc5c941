package org.tsumugi.server.outcome;

import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * Every way in which this server refuses or fails, with its HTTP status, FHIR issue type and words. The words are constant:
 * nothing of the request and nothing of what is stored can be in them, so two refusals of the same kind are the same bytes.
 */
public enum Failure {
    // 400
    BAD_REQUEST(400, IssueType.INVALID, "The request is not one that this server understands."),
    IDENTITY_FEED_URL(
            400,
            IssueType.INVALID,
            "A patient identity feed names one patient, as ?identifier=system|number and with nothing else in the query."),
    IDENTITY_FEED_UNREADABLE(
            400, IssueType.STRUCTURE, "The body is not a FHIR R4 Patient in UTF-8 that can be read; nothing was kept."),
    IDENTITY_FEED_REMOVAL(400, IssueType.NOTSUPPORTED, "Remove Patient is not supported"),
    /** The words are those of IHE PIXm. */
    UNKNOWN_SOURCE_SYSTEM(400, IssueType.CODEINVALID, "sourceIdentifier Assigning Authority not found"),
    // 401
    UNAUTHENTICATED(401, IssueType.LOGIN, "A valid bearer token is needed."),
    // 403
    FORBIDDEN(403, IssueType.FORBIDDEN, "The token does not allow this kind of request."),
    /** The words are those of IHE PIXm. */
    UNKNOWN_TARGET_SYSTEM(403, IssueType.CODEINVALID, "targetSystem not found"),
    // 404: hidden, deleted, never existed, and another facility's path; nobody can tell which
    NOT_FOUND(404, IssueType.NOTFOUND, "There is nothing here."),
    /** The words are those of IHE PIXm. */
    UNKNOWN_SOURCE_IDENTIFIER(404, IssueType.NOTFOUND, "sourceIdentifier Patient Identifier not found"),
    // 405
    METHOD_NOT_ALLOWED(405, IssueType.NOTSUPPORTED, "This kind of request is not supported here."),
    // 406
    NOT_ACCEPTABLE(406, IssueType.NOTSUPPORTED, "None of the formats asked for can be given."),
    // 409
    CONFLICT(409, IssueType.CONFLICT, "The request conflicts with what is stored."),
    NOT_WHAT_WAS_SEEN(
            409,
            IssueType.CONFLICT,
            "The records are not, or not said to be, those that the reviewer saw: look at the pair again and send its member seen."
                    + " 確認した後に内容が変わったか、seen がありません。2つのレコードをもう一度表示し、その seen を付けて送ってください。"),
    // 412
    PRECONDITION_FAILED(412, IssueType.CONFLICT, "A condition of the request does not hold."),
    // 413
    TOO_LARGE(413, IssueType.TOOLONG, "The request is larger than this server accepts."),
    // 415
    UNSUPPORTED_MEDIA_TYPE(415, IssueType.NOTSUPPORTED, "The media type of the request is not supported."),
    // 422
    NOT_A_STORAGE_NAME(
            422, IssueType.INVALID, "The path is not the path of an SS-MIX2 storage file; nothing was kept."),
    IDENTITY_FEED_NUMBER(
            422, IssueType.VALUE, "The patient number is not 1 to 15 letters, digits and hyphens; nothing was kept."),
    IDENTITY_FEED_IDENTIFIER(
            422,
            IssueType.INVARIANT,
            "The Patient does not have the identifier of the URL, once and alone in its system; nothing was kept."),
    IDENTITY_FEED_REPLACEMENT(
            422,
            IssueType.INVARIANT,
            "A link replaced-by names, by identifier, one other patient of the same facility; nothing was kept."),
    IDENTITY_FEED_CIRCLE(
            422,
            IssueType.INVARIANT,
            "The patient that is to replace this one is itself replaced by it; nothing was kept."),
    UNPROCESSABLE(422, IssueType.PROCESSING, "The content of the request breaks a rule."),
    // 429
    TOO_MANY_REQUESTS(429, IssueType.THROTTLED, "Too many requests; try again later."),
    // 500
    INTERNAL(500, IssueType.EXCEPTION, "The server failed; the operator's log says why."),
    CONTENT_LOST(
            500,
            IssueType.EXCEPTION,
            "The received bytes are missing or damaged in the raw store; verify says what else is, and the file must be sent again."),
    // 501
    NOT_SUPPORTED(501, IssueType.NOTSUPPORTED, "This server does not support the request."),
    // 503
    UNAVAILABLE(503, IssueType.TRANSIENT, "The server cannot answer now; try again later."),
    SEARCH_UNAVAILABLE(
            503,
            IssueType.TRANSIENT,
            "Names cannot be searched now, and persons not be counted; everything else can. Try again later."
                    + " 名称の検索と人数の集計は今は使えません。他の機能は使えます。後でもう一度試してください。"),
    // 507
    OUT_OF_SPACE(507, IssueType.NOSTORE, "The server has no room to keep this; try again later.");

    private final int status;
    private final IssueType type;
    private final String words;

    Failure(int status, IssueType type, String words) {
        this.status = status;
        this.type = type;
        this.words = words;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The FHIR {@code issue-type}. */
    public IssueType type() {
        return type;
    }

    /** One English sentence that is always the same. */
    public String words() {
        return words;
    }

    /** The failure that stands for an HTTP error status somebody else chose; a status without a row takes its class's row. */
    public static Failure ofStatus(int status) {
        return switch (status) {
            case 410 -> NOT_FOUND;
            case 422 -> UNPROCESSABLE;
            default -> {
                for (Failure failure : values()) {
                    if (failure.status == status) {
                        yield failure;
                    }
                }
                yield status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL;
            }
        };
    }
}
