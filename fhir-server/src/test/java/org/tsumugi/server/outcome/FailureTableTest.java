package org.tsumugi.server.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.tsumugi.hl7v2.MappingIssue;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;

class FailureTableTest {

    static Stream<Arguments> thrown() {
        return Stream.of(
                Arguments.of(new ResourceNotFoundException(new IdType("Patient/0123")), 404),
                Arguments.of(new ResourceGoneException("HAPI-1234: Patient/0123 was deleted"), 404),
                Arguments.of(new NoResourceFoundException(HttpMethod.GET, "ssmix2/0123"), 404),
                Arguments.of(new InvalidRequestException("HAPI-0999: bad date 19991231"), 400),
                Arguments.of(new DataFormatException("HAPI-1821: [element=\"name\"] 山田"), 400),
                Arguments.of(new ForbiddenOperationException("HAPI-0333: Patient/0123"), 403),
                Arguments.of(new UnprocessableEntityException("HAPI-0555: 山田"), 422),
                Arguments.of(new HttpRequestMethodNotSupportedException("PATCH"), 405),
                Arguments.of(new InternalErrorException("HAPI-0389: select * from hfj_resource"), 500),
                Arguments.of(new DataIntegrityViolationException("insert into hfj_resource values ('0123')"), 500),
                Arguments.of(new IllegalStateException("山田 0123"), 500),
                Arguments.of(new ClientAbortException(new IOException("broken after 0123")), 400),
                Arguments.of(new ServletException("committed", new AuthorizationDeniedException("0123")), 403),
                Arguments.of(new ServletException("0123", new IllegalStateException("山田")), 500),
                Arguments.of(new IllegalStateException(new SQLTransientConnectionException("pool 0123")), 503),
                Arguments.of(new IllegalStateException(new SQLException("0123", "08006")), 503),
                Arguments.of(new IllegalStateException(new SQLException("0123", "57P01")), 503),
                Arguments.of(new IllegalStateException(new SQLException("0123", "40P01")), 503),
                Arguments.of(new IllegalStateException(new SQLException("0123", "57014")), 500),
                Arguments.of(new IllegalStateException(new SQLException("0123", "23505")), 500),
                Arguments.of(new IllegalStateException(new SQLException("0123")), 500));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void ofShouldSayOnlyWhatTheTableSays(Throwable thrown, int status) {
        Outcome outcome = FailureTable.of(thrown);

        assertThat(outcome.status()).isEqualTo(status);
        assertThat(outcome.json())
                .doesNotContain("HAPI-", "0123", "山田", "1999", "select", "insert", "hfj_", "PATCH", "Exception");
    }

    @Test
    void ofShouldGiveTheSameBytesForHiddenDeletedAndNeverExisted() {
        String neverExisted = FailureTable.of(
                        new ResourceNotFoundException("HAPI-2001: Resource Patient/a is not known"))
                .json();

        assertThat(FailureTable.of(new ResourceGoneException("HAPI-1996: Patient/b is deleted"))
                        .json())
                .isEqualTo(neverExisted)
                .isEqualTo(FailureTable.of(Failure.NOT_FOUND).json());
    }

    @Test
    void ofShouldKeepWordsThatHelpAndNameNothingOfARecord() {
        Outcome unknownParameter = FailureTable.of(new InvalidRequestException(
                "HAPI-0524: Unknown search parameter \"nmae\" for resource type \"Patient\"."));
        Outcome ownWords = FailureTable.of(new ForbiddenOperationException("This server does not write over FHIR."));

        assertThat(unknownParameter.diagnostics()).startsWith("Unknown search parameter \"nmae\"");
        assertThat(ownWords.diagnostics()).isEqualTo("This server does not write over FHIR.");
    }

    @Test
    void ofShouldNotKeepTellableWordsThatCarryAnotherMessage() {
        Outcome outcome = FailureTable.of(new InvalidRequestException("HAPI-0524: Unknown: HAPI-1234: Patient/0123"));

        assertThat(outcome.diagnostics()).isEqualTo(Failure.BAD_REQUEST.words());
    }

    @Test
    void ofShouldSayWhenToTryAgain() {
        Outcome refused = FailureTable.of(new RefusedException(Failure.TOO_MANY_REQUESTS, Duration.ofMillis(1500)));
        Outcome databaseAway = FailureTable.of(new RuntimeException(new SQLTransientConnectionException()));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsEntry("Retry-After", "1");
        assertThat(databaseAway.headers()).containsKey("Retry-After");
    }

    @ParameterizedTest
    @EnumSource(MappingIssueCode.class)
    void ofShouldAnswerBadDataAsKept(MappingIssueCode code) {
        Outcome outcome = FailureTable.of(new MappingIssue(code, Severity.WARNING, "PRB[2]", "PRB-3", "why"));

        assertThat(outcome.status()).isEqualTo(201);
        assertThat(outcome.severity()).isEqualTo(IssueSeverity.WARNING);
        assertThat(outcome.diagnostics()).isEqualTo(code + " PRB[2] PRB-3: why");
        assertThat(outcome.type()).isNotEqualTo(IssueType.NULL);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void ofStatusShouldStayInTheClassOfTheStatus(Failure failure) {
        assertThat(Failure.ofStatus(failure.status()).status()).isEqualTo(failure.status());
    }

    @Test
    void ofStatusShouldTakeTheRowOfTheClassWhenThereIsNone() {
        assertThat(Failure.ofStatus(410)).isEqualTo(Failure.NOT_FOUND);
        assertThat(Failure.ofStatus(418)).isEqualTo(Failure.BAD_REQUEST);
        assertThat(Failure.ofStatus(599)).isEqualTo(Failure.INTERNAL);
    }

    @Test
    void traceShouldNameClassesAndPlacesButNoMessages() {
        String trace = FailureLog.trace(new IllegalStateException("山田", new SQLException("0123")));

        assertThat(trace)
                .contains("IllegalStateException", "caused by java.sql.SQLException", "FailureTableTest")
                .doesNotContain("山田", "0123");
    }
}
