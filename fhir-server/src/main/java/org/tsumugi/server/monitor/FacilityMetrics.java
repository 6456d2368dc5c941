package org.tsumugi.server.monitor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Offers the last look at the network to Prometheus: a scrape never asks the database. The labels are facility codes and names of
 * alarms, and there are no facility codes where there would be too many.
 */
public final class FacilityMetrics {

    private static final String FACILITY = "facility";

    private final int most;
    private final MultiGauge lastReceived;
    private final MultiGauge pending;
    private final MultiGauge lag;
    private final MultiGauge quarantined;
    private final MultiGauge lastHour;
    private final MultiGauge lastDay;
    private final MultiGauge daysWithoutData;
    private final MultiGauge violations;
    private final MultiGauge open;
    private final MultiGauge byCode;
    private final MultiGauge violationsByCode;
    private final MultiGauge lanes;
    private final MultiGauge laneLag;
    private final MultiGauge free;
    private volatile Network network = Network.UNKNOWN;
    private volatile long unsentMails;

    /** @param most with more facilities than this none has metrics of its own */
    public FacilityMetrics(MeterRegistry meters, int most) {
        this.most = most;
        this.lastReceived =
                gauge(meters, "tsumugi.facility.last.received", "seconds", "when the latest new file came (Unix time)");
        this.pending = gauge(meters, "tsumugi.facility.pending", "files", "files that wait to be mapped");
        this.lag = gauge(meters, "tsumugi.facility.lag", "seconds", "how long the oldest of them has waited");
        this.quarantined = gauge(meters, "tsumugi.facility.quarantined", "files", "files that are set aside");
        this.lastDay = gauge(meters, "tsumugi.facility.received.day", "files", "files of the last 24 hours");
        this.lastHour = gauge(meters, "tsumugi.facility.received.hour", "files", "files of the last hour");
        this.daysWithoutData = gauge(
                meters,
                "tsumugi.facility.without.data",
                "days",
                "days on which something should have come and did not");
        this.violations = gauge(
                meters, "tsumugi.facility.violations", "files", "rules broken, as the senders said of their last day");
        this.open = gauge(meters, "tsumugi.alarms.open", "alarms", "open alarms by kind");
        this.byCode = gauge(meters, "tsumugi.quarantined", "files", "files that are set aside, by code");
        this.violationsByCode =
                gauge(meters, "tsumugi.violations", "files", "rules broken, as the senders said of their last day");
        this.lanes = gauge(meters, "tsumugi.queue", "items", "what waits in the lanes of the pipeline");
        this.laneLag = gauge(meters, "tsumugi.queue.lag", "seconds", "how long the first of a lane has been due");
        this.free = gauge(meters, "tsumugi.volume.free", "bytes", "room where the server keeps its data");
        total(meters, "tsumugi.facilities", now -> now.facilities().size());
        total(meters, "tsumugi.network.pending", now -> now.sum(FacilityHealth::pending));
        total(meters, "tsumugi.network.lag", now -> now.max(FacilityHealth::lagSeconds));
        total(meters, "tsumugi.network.quarantined", now -> now.sum(FacilityHealth::quarantined));
        total(meters, "tsumugi.network.received.day", now -> now.sum(FacilityHealth::filesLastDay));
        total(meters, "tsumugi.persons.waiting", now -> now.persons().waiting());
        total(meters, "tsumugi.persons.lag", now -> now.persons().lagSeconds());
        total(meters, "tsumugi.network.looked", now -> now.at().getEpochSecond());
        Gauge.builder("tsumugi.mail.unsent", this, metrics -> metrics.unsentMails)
                .register(meters);
    }

    void show(Network now, long unsent) {
        network = now;
        unsentMails = unsent;
        List<FacilityHealth> each = now.facilities().size() <= most ? now.facilities() : List.of();
        List<FacilityHealth> sent =
                each.stream().filter(health -> health.lastReceivedAt() != null).toList();
        register(lastReceived, sent, FacilityMetrics::lastReceived);
        register(pending, each, FacilityHealth::pending);
        register(lag, each, FacilityHealth::lagSeconds);
        register(quarantined, each, FacilityHealth::quarantined);
        register(lastHour, each, FacilityHealth::filesLastHour);
        register(lastDay, each, FacilityHealth::filesLastDay);
        register(daysWithoutData, sent, FacilityMetrics::daysWithoutData);
        register(violations, each, FacilityMetrics::violations);
        register(byCode, "code", now.sumByCode(FacilityHealth::quarantineByCode));
        register(violationsByCode, "code", now.sumByCode(FacilityHealth::violations));
        register(free, "volume", now.freeBytes());
        lanes.register(
                now.queue().stream()
                        .map(lane -> MultiGauge.Row.of(lane(lane), lane.items()))
                        .toList(),
                true);
        laneLag.register(
                now.queue().stream()
                        .map(lane -> MultiGauge.Row.of(lane(lane), lane.lagSeconds()))
                        .toList(),
                true);
        open.register(
                Arrays.stream(AlarmKind.values())
                        .map(kind -> MultiGauge.Row.of(Tags.of("kind", kind.name()), count(now, kind)))
                        .toList(),
                true);
    }

    private static double lastReceived(FacilityHealth health) {
        Instant last = health.lastReceivedAt();
        return last == null ? Double.NaN : last.getEpochSecond();
    }

    private static double daysWithoutData(FacilityHealth health) {
        Long days = health.daysWithoutData();
        return days == null ? Double.NaN : days;
    }

    private static double violations(FacilityHealth health) {
        return health.lastDay().map(SenderDay::violationCount).orElse(0L);
    }

    private static Tags lane(QueueView.LaneState lane) {
        return Tags.of("lane", lane.lane().name());
    }

    private static void register(MultiGauge gauge, String label, Map<String, Long> figures) {
        gauge.register(
                figures.entrySet().stream()
                        .map(figure -> MultiGauge.Row.of(Tags.of(label, figure.getKey()), figure.getValue()))
                        .toList(),
                true);
    }

    private static long count(Network now, AlarmKind kind) {
        return now.facilities().stream()
                        .filter(health -> health.alarms().contains(kind))
                        .count()
                + (now.serverAlarms().contains(kind) ? 1 : 0);
    }

    private static void register(
            MultiGauge gauge, List<FacilityHealth> facilities, ToDoubleFunction<FacilityHealth> figure) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        facilities.forEach(health ->
                rows.add(MultiGauge.Row.of(Tags.of(FACILITY, health.facility()), figure.applyAsDouble(health))));
        gauge.register(rows, true);
    }

    private void total(MeterRegistry meters, String name, ToDoubleFunction<Network> figure) {
        Gauge.builder(name, this, metrics -> figure.applyAsDouble(metrics.network))
                .register(meters);
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String unit, String description) {
        return MultiGauge.builder(name).baseUnit(unit).description(description).register(meters);
    }
}
