package org.tsumugi.server.refusal;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.server.access.AuthenticatedOperator;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** The refusal lists, for operators. */
@RestController
public final class RefusalDeskController {

    private static final int MOST = 1000;

    /** What can be a patient level of a storage. */
    private static final Pattern PATIENT = Pattern.compile("[0-9A-Za-z-]{1,15}");

    private final RefusalDesk desk;
    private final RefusedPatients refused;
    private final Facilities facilities;
    private final OperatorActions actions;

    /** Reads {@code refused} and changes it at {@code desk}. */
    public RefusalDeskController(
            RefusalDesk desk, RefusedPatients refused, Facilities facilities, OperatorActions actions) {
        this.desk = desk;
        this.refused = refused;
        this.facilities = facilities;
        this.actions = actions;
    }

    /**
     * @param add patient IDs to put on the list
     * @param remove patient IDs to take off it
     */
    record Asked(@Nullable List<String> add, @Nullable List<String> remove) {}

    @GetMapping("/operator/facilities/{facility}/refusals")
    RefusalController.Listed list(@PathVariable String facility) {
        requireRegistered(facility);
        actions.record("refusal list", facility);
        return new RefusalController.Listed(facility, refused.version(facility), refused.of(facility));
    }

    /** At most {@value #MOST} at a time. */
    @PostMapping("/operator/facilities/{facility}/refusals")
    RefusalDesk.Changed change(@PathVariable String facility, @RequestBody Asked asked) {
        requireRegistered(facility);
        List<String> added = checked(asked.add());
        List<String> removed = checked(asked.remove());
        RefusalDesk.Changed changed = new RefusalDesk.Changed(0, 0);
        if (!added.isEmpty()) {
            actions.record("refusal add", facility);
            changed = desk.add(facility, added, AuthenticatedOperator.current().name());
        }
        if (!removed.isEmpty()) {
            actions.record("refusal remove", facility);
            changed = changed.plus(desk.remove(facility, removed));
        }
        return changed;
    }

    private static List<String> checked(@Nullable Collection<String> patients) {
        if (patients == null) {
            return List.of();
        }
        if (patients.size() > MOST
                || !patients.stream()
                        .allMatch(patient ->
                                patient != null && PATIENT.matcher(patient).matches())) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        return List.copyOf(patients);
    }

    private void requireRegistered(String facility) {
        if (facilities.partitionOf(facility).isEmpty()) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
    }
}
