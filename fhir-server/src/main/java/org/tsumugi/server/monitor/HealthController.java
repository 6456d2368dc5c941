package org.tsumugi.server.monitor;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** How the facilities are doing, for operators. */
@RestController
public final class HealthController {

    private static final int LONGEST_NAME = 200;
    private static final int MOST_HOURS = 24 * 366;

    private final Watch watch;
    private final FacilitySettingsTable settings;
    private final OperatorActions actions;
    private final Clock clock;

    public HealthController(Watch watch, FacilitySettingsTable settings, OperatorActions actions, Clock clock) {
        this.watch = watch;
        this.settings = settings;
        this.actions = actions;
        this.clock = clock;
    }

    /** @param attention only facilities with an open alarm */
    @GetMapping("/operator/health")
    Network health(
            @RequestParam(defaultValue = "false") boolean attention,
            @RequestParam(required = false) @Nullable String facility) {
        Network network = watch.network(clock.instant());
        List<FacilityHealth> shown = network.facilities().stream()
                .filter(health -> facility == null || health.facility().equals(facility))
                .filter(health -> !attention || health.needsAttention())
                .toList();
        if (facility != null && shown.isEmpty() && !attention) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
        return network.with(shown);
    }

    /** What is null stays as it is. */
    record Asked(
            @Nullable String name,
            @Nullable Integer silentAfterHours,
            @Nullable Boolean weekdaysOnly) {
        boolean isPossible() {
            return (name == null
                            || name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl))
                    && (silentAfterHours == null || silentAfterHours > 0 && silentAfterHours <= MOST_HOURS);
        }
    }

    @PutMapping("/operator/health/{facility}")
    ResponseEntity<Void> expect(@PathVariable String facility, @RequestBody Asked asked) {
        if (!asked.isPossible()) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        actions.record("expect", facility);
        if (!settings.set(facility, asked.name(), asked.silentAfterHours(), asked.weekdaysOnly())) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
        return ResponseEntity.noContent().build();
    }
}
