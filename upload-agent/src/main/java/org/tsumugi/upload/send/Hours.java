package org.tsumugi.upload.send;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Times of the day at which sending is allowed, in local time.
 *
 * @param spans none for always
 */
public record Hours(List<Span> spans) {

    /** Always. */
    public static final Hours ALWAYS = new Hours(List.of());

    public Hours {
        spans = List.copyOf(spans);
    }

    /** From (included) until (excluded); over midnight when it ends before it begins. */
    public record Span(LocalTime from, LocalTime until) {
        boolean has(LocalTime time) {
            return from.isBefore(until)
                    ? !time.isBefore(from) && time.isBefore(until)
                    : !time.isBefore(from) || time.isBefore(until);
        }
    }

    /**
     * Reads {@code 19:00-07:00,12:00-13:00}.
     *
     * @throws IllegalArgumentException when it is not that
     */
    public static Hours parse(String text) {
        List<Span> spans = new ArrayList<>();
        for (String span : text.split(",", -1)) {
            List<String> ends = List.of(span.strip().split("-", -1));
            if (ends.size() != 2) {
                throw new IllegalArgumentException("hours are written as 19:00-07:00");
            }
            try {
                spans.add(new Span(LocalTime.parse(ends.get(0)), LocalTime.parse(ends.get(1))));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("hours are written as 19:00-07:00", e);
            }
        }
        return new Hours(spans);
    }

    /** Whether sending is allowed now. */
    public boolean areNow(ZonedDateTime now) {
        return spans.isEmpty() || spans.stream().anyMatch(span -> span.has(now.toLocalTime()));
    }

    /** How long until they begin; zero when they are. */
    Duration until(ZonedDateTime now) {
        if (areNow(now)) {
            return Duration.ZERO;
        }
        return spans.stream()
                .map(span -> now.with(span.from()))
                .map(begin -> begin.isAfter(now) ? begin : begin.plusDays(1))
                .map(begin -> Duration.between(now, begin))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
