package org.tsumugi.server.outcome;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import jakarta.servlet.ServletException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.coyote.BadRequestException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.tsumugi.hl7v2.MappingIssue;
import org.tsumugi.search.IndexUnavailableException;
import org.tsumugi.server.raw.RawStoreAwayException;

/**
 * The table: what is wrong → HTTP status and OperationOutcome. Everything that leaves the server because something is wrong has
 * passed through here, so this is the place to read, and to change, what callers are told.
 */
public final class FailureTable {

    /** The name of the header that says when to try again, in seconds. */
    public static final String RETRY_AFTER = "Retry-After";

    private static final Duration WORLD_RETRY = Duration.ofSeconds(10);
    private static final Pattern HAPI_CODE = Pattern.compile("^HAPI-(\\d{4}): ");

    /**
     * HAPI messages that help a developer and name only what the CapabilityStatement names too: unknown search parameter, sort
     * parameter, include, resource type or operation. All others may quote ids, values or SQL and are replaced.
     */
    private static final Set<String> TELLABLE = Set.of("0524", "1192", "1206", "1223", "0302", "0342");

    private FailureTable() {}

    /** The answer for a refusal this server decided itself. */
    public static Outcome of(Failure failure) {
        return Outcome.of(failure);
    }

    /**
     * Bad data: the file is kept, so the status is 201 whatever is wrong with it, and the issue says what.
     *
     * @param issue what the mapper or the storage-path grammar found
     */
    public static Outcome of(MappingIssue issue) {
        IssueSeverity severity = switch (issue.severity()) {
            case FATAL -> IssueSeverity.FATAL;
            case ERROR -> IssueSeverity.ERROR;
            case WARNING -> IssueSeverity.WARNING;
            case INFORMATION -> IssueSeverity.INFORMATION;
        };
        IssueType type = switch (issue.code()) {
            case TYPE_NOT_YET_MAPPED, FIELD_NOT_MAPPED -> IssueType.NOTSUPPORTED;
            case UNDECODABLE_BYTES,
                    NOT_FHIR,
                    NOT_HL7,
                    UNEXPECTED_MESSAGE_TYPE,
                    SEGMENT_UNEXPECTED,
                    MALFORMED_DOCUMENT -> IssueType.STRUCTURE;
            case SEGMENT_MISSING, FIELD_MISSING, REQUIRED_ELEMENT_MISSING -> IssueType.REQUIRED;
            case FIELD_INVALID, CODE_FORMAT -> IssueType.VALUE;
            case UNKNOWN_CODE_TABLE, UNKNOWN_CODE -> IssueType.CODEINVALID;
            case PATH_CONTRADICTION, PATIENT_ID_MISMATCH, PATH_MISMATCH -> IssueType.INVARIANT;
            case MESSAGE_TOO_LARGE -> IssueType.TOOLONG;
            case WINDOWS_CHARSET, CONTROL_CHARACTERS, TOO_MANY_ISSUES -> IssueType.INFORMATIONAL;
            case MAPPER_FAILURE -> IssueType.EXCEPTION;
        };
        return new Outcome(201, severity, type, words(issue), Map.of());
    }

    /** A broken world, or a refusal that was thrown. Never quotes the exception unless its words are known to be harmless. */
    public static Outcome of(Throwable thrown) {
        Optional<RefusedException> refusal = refusal(thrown);
        if (refusal.isPresent()) {
            return retryAfter(Outcome.of(refusal.get().failure()), refusal.get().retryAfter());
        }
        if (isWorldAway(thrown)) {
            return retryAfter(Outcome.of(Failure.UNAVAILABLE), WORLD_RETRY);
        }
        Failure failure = failureOf(thrown);
        return Outcome.of(failure, words(thrown, failure));
    }

    /** HAPI wraps what an operation throws. */
    private static Optional<RefusedException> refusal(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof RefusedException refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }

    private static Failure failureOf(Throwable thrown) {
        Throwable wrapped = thrown.getCause();
        if (thrown.getClass() == ServletException.class && wrapped != null) {
            // as security does where the answer has begun already
            return failureOf(wrapped);
        }
        if (thrown instanceof BaseServerResponseException hapi) {
            return Failure.ofStatus(hapi.getStatusCode());
        }
        if (thrown instanceof IndexUnavailableException) {
            return Failure.SEARCH_UNAVAILABLE;
        }
        if (thrown instanceof MaxUploadSizeExceededException) {
            return Failure.TOO_LARGE;
        }
        if (thrown instanceof ErrorResponse spring) {
            return Failure.ofStatus(spring.getStatusCode().value());
        }
        if (thrown instanceof AuthenticationException) {
            return Failure.UNAUTHENTICATED;
        }
        if (thrown instanceof AccessDeniedException) {
            return Failure.FORBIDDEN;
        }
        boolean malformed = thrown instanceof DataFormatException
                || thrown instanceof BadRequestException
                || thrown instanceof HttpMessageNotReadableException
                || thrown instanceof TypeMismatchException
                || thrown instanceof ServletRequestBindingException
                || thrown instanceof MultipartException;
        return malformed ? Failure.BAD_REQUEST : Failure.INTERNAL;
    }

    /** Whether database or raw store are away, or had to undo what they did for another: nothing that what was worked on could be blamed for. */
    public static boolean isWorldAway(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLTransientConnectionException
                    || t instanceof RawStoreAwayException
                    || t instanceof DataAccessResourceFailureException
                    || t instanceof CannotCreateTransactionException
                    || t instanceof SQLException sql && databaseIsAway(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** A connection broke (08), a database that stops or starts (57P), or work that another's undid (40). */
    private static boolean databaseIsAway(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("40"));
    }

    private static String words(MappingIssue issue) {
        StringBuilder words = new StringBuilder(issue.code().name());
        if (issue.segment() != null) {
            words.append(' ').append(issue.segment());
        }
        if (issue.field() != null) {
            words.append(' ').append(issue.field());
        }
        return words.append(": ").append(issue.detail()).toString();
    }

    private static String words(Throwable thrown, Failure failure) {
        String message = thrown.getMessage();
        if (!(thrown instanceof BaseServerResponseException) || message == null || !mayExplain(failure)) {
            return failure.words();
        }
        if (!message.contains("HAPI-")) {
            return message; // all of HAPI's own messages have a code: these words are ours
        }
        Matcher code = HAPI_CODE.matcher(message);
        if (code.find() && TELLABLE.contains(code.group(1)) && message.indexOf("HAPI-", code.end()) < 0) {
            return message.substring(code.end());
        }
        return failure.words();
    }

    private static boolean mayExplain(Failure failure) {
        return failure == Failure.BAD_REQUEST
                || failure == Failure.FORBIDDEN
                || failure == Failure.METHOD_NOT_ALLOWED
                || failure == Failure.UNPROCESSABLE;
    }

    private static Outcome retryAfter(Outcome outcome, @Nullable Duration wait) {
        return wait == null ? outcome : outcome.with(RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
    }
}
