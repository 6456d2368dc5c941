package org.tsumugi.server.outcome;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The way out through Spring MVC. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class OutcomeAdvice {

    /** Answers anything a controller threw, or that no controller exists, from the table. */
    @ExceptionHandler(Throwable.class)
    public void answer(Throwable thrown, HttpServletResponse response) throws IOException {
        Outcome outcome = FailureTable.of(thrown);
        FailureLog.report(outcome, thrown);
        OutcomeWriter.write(response, outcome);
    }
}
