package org.tsumugi.server.sender;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** The reports of a facility's senders, for operators. */
@RestController
public final class SenderDeskController {

    private static final int MOST_DAYS = 366;

    private final SenderReports reports;
    private final Facilities facilities;
    private final OperatorActions actions;
    private final TransactionOperations transactions;
    private final Clock clock;

    /** Tells what is in {@code reports}, and forgets in {@code transactions} that {@code actions} take part in. */
    public SenderDeskController(
            SenderReports reports,
            Facilities facilities,
            OperatorActions actions,
            TransactionOperations transactions,
            Clock clock) {
        this.reports = reports;
        this.facilities = facilities;
        this.actions = actions;
        this.transactions = transactions;
        this.clock = clock;
    }

    record Listed(String facility, List<SenderReports.Status> senders, List<SenderReports.Summary> summaries) {}

    /** @param days how many days back */
    @GetMapping("/operator/facilities/{facility}/senders")
    Listed senders(@PathVariable String facility, @RequestParam(defaultValue = "7") int days) {
        if (facilities.partitionOf(facility).isEmpty()) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
        LocalDate since =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(Math.max(1, Math.min(MOST_DAYS, days)));
        return new Listed(facility, reports.latest(facility), reports.since(facility, since));
    }

    /** The sender is gone for good: its host died, or it was set up again and has another number now. */
    @DeleteMapping("/operator/facilities/{facility}/senders/{agent}")
    ResponseEntity<Void> forget(@PathVariable String facility, @PathVariable UUID agent) {
        transactions.executeWithoutResult(status -> {
            actions.record("sender forget", facility);
            if (!reports.forget(facility, agent)) {
                throw new RefusedException(Failure.NOT_FOUND);
            }
        });
        return ResponseEntity.noContent().build();
    }
}
