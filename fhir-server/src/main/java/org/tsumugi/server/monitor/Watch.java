package org.tsumugi.server.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at all facilities. */
public final class Watch {

    private final FacilitySettingsTable settings;
    private final ReceivedCounts received;
    private final SenderView senders;
    private final Alarms alarms;
    private final ServerConditions server;
    private final QueueView queue;
    private final AlarmRules rules;

    public Watch(
            FacilitySettingsTable settings,
            ReceivedCounts received,
            SenderView senders,
            Alarms alarms,
            ServerConditions server,
            QueueView queue,
            MonitorProperties properties) {
        this.settings = settings;
        this.received = received;
        this.senders = senders;
        this.alarms = alarms;
        this.server = server;
        this.queue = queue;
        this.rules = new AlarmRules(properties.silentAfter(), properties.lag());
    }

    /** What is the case now. */
    List<Condition> conditions(Instant now) {
        Map<String, FacilityCounts> counts = received.byFacility(now);
        Map<String, long[]> quarantined = received.quarantinedByDay(now, AlarmRules.USUAL_DAYS + 1);
        Map<String, List<Sender>> agents = senders.byFacility();
        Map<String, List<SenderDay>> days = senders.days(firstDay(now));
        List<Condition> conditions = new ArrayList<>(server.at(now));
        for (FacilitySettings facility : settings.all()) {
            String code = facility.code();
            conditions.addAll(rules.of(
                    new AlarmRules.Facts(
                            facility,
                            counts.getOrDefault(code, FacilityCounts.NONE),
                            quarantined.get(code),
                            AlarmRules.of(agents, code),
                            AlarmRules.of(days, code)),
                    now));
        }
        return conditions;
    }

    /** How everything is, with the alarms that are open. */
    Network network(Instant now) {
        Map<String, FacilityCounts> counts = received.byFacility(now);
        Map<String, List<Sender>> agents = senders.byFacility();
        Map<String, List<SenderDay>> days = senders.days(firstDay(now));
        Map<String, List<AlarmKind>> open = new HashMap<>();
        alarms.open()
                .forEach(alarm -> open.computeIfAbsent(alarm.subject(), subject -> new ArrayList<>())
                        .add(alarm.kind()));
        List<FacilityHealth> facilities = settings.all().stream()
                .map(facility -> health(
                        facility,
                        counts.getOrDefault(facility.code(), FacilityCounts.NONE),
                        AlarmRules.of(agents, facility.code()),
                        AlarmRules.of(days, facility.code()),
                        AlarmRules.of(open, facility.code()),
                        now))
                .toList();
        return new Network(
                now,
                facilities,
                AlarmRules.of(open, Condition.SERVER),
                queue.lanes(now),
                server.persons(now),
                server.room());
    }

    private static FacilityHealth health(
            FacilitySettings facility,
            FacilityCounts counts,
            List<Sender> senders,
            List<SenderDay> days,
            List<AlarmKind> alarms,
            Instant now) {
        return new FacilityHealth(
                facility.code(),
                facility.name(),
                facility.suspended(),
                counts.lastReceivedAt(),
                daysWithoutData(facility, counts, now),
                counts.filesLastHour(),
                counts.filesLastDay(),
                counts.bytesLastDay(),
                counts.pending(),
                lagSeconds(counts, now),
                counts.quarantined(),
                counts.quarantineByCode(),
                senders,
                days,
                alarms);
    }

    private static @Nullable Long daysWithoutData(FacilitySettings facility, FacilityCounts counts, Instant now) {
        Instant last = counts.lastReceivedAt();
        return last == null ? null : Expectation.daysWithoutData(last, now, facility.weekdaysOnly());
    }

    private static long lagSeconds(FacilityCounts counts, Instant now) {
        Instant since = counts.pendingSince();
        return since == null ? 0 : Math.max(0, Duration.between(since, now).toSeconds());
    }

    private static LocalDate firstDay(Instant now) {
        return LocalDate.ofInstant(now, Expectation.JAPAN).minusDays(AlarmRules.USUAL_DAYS);
    }
}
