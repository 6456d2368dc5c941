package org.tsumugi.server.sender;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.receive.RequestGate;

/** Takes the reports of a facility's senders. Neither path can be the name of a storage file. */
@RestController
public final class SenderController {

    private static final int DAYS_KEPT_BY_SENDERS = 100;

    private final SenderReports reports;
    private final RequestGate gate;
    private final Clock clock;

    /**
     * Writes to {@code reports}.
     *
     * @param gate lets requests in
     */
    public SenderController(SenderReports reports, RequestGate gate, Clock clock) {
        this.reports = reports;
        this.gate = gate;
        this.clock = clock;
    }

    /** How the sender is now. */
    @PutMapping("/ssmix2/{facility}/sender")
    ResponseEntity<Void> status(@PathVariable String facility, HttpServletRequest request) throws IOException {
        JsonNode report = read(facility, request);
        reports.status(facility, ReportBody.agent(report), ReportBody.state(report), report);
        return ResponseEntity.noContent().build();
    }

    /** What a day came to; sent again it takes the place of what was said before. */
    @PutMapping("/ssmix2/{facility}/summaries/{day}")
    ResponseEntity<Void> summary(@PathVariable String facility, @PathVariable String day, HttpServletRequest request)
            throws IOException {
        LocalDate date = day(day);
        JsonNode report = read(facility, request);
        reports.summary(facility, ReportBody.agent(report), date, report);
        return ResponseEntity.noContent().build();
    }

    private JsonNode read(String facility, HttpServletRequest request) throws IOException {
        try (RequestGate.Pass pass = gate.enter(facility)) {
            return ReportBody.read(request.getInputStream());
        }
    }

    private LocalDate day(String day) {
        try {
            LocalDate date = LocalDate.parse(day);
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            if (date.isAfter(today.plusDays(1)) || date.isBefore(today.minusDays(DAYS_KEPT_BY_SENDERS))) {
                throw new RefusedException(Failure.BAD_REQUEST);
            }
            return date;
        } catch (DateTimeParseException notADay) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
    }
}
