package org.tsumugi.hl7v2.datatype;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.InstantType;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Place;

/**
 * TS or DT: {@code YYYY[MM[DD[HH[MM[SS[.S…]]]]]]}, or 17 digits with milliseconds, Japanese time unless it names a zone.
 *
 * <p>Precision is kept. FHIR has no time without minutes, so an hour alone is reduced to its day (hour 00 silently, as senders
 * write a bare day that way; any other hour is reported), and seconds that were not sent are zero. Parts that are not on the
 * calendar are dropped from the right and reported: {@code 19960000} is the year 1996.
 *
 * @param date {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}
 * @param time {@code THH:MM:SS[.mmm]} with a zone, or null when the precision is a day or less
 * @param source where it stands; every element made of it comes from there
 */
public record Timestamp(String date, @Nullable String time, Place source) {

    private static final Pattern TS = Pattern.compile(
            "(\\d{4})(?:(\\d\\d)(?:(\\d\\d)(?:(\\d\\d)(?:(\\d\\d)(?:(\\d\\d)(?:\\.?(\\d{1,4}))?)?)?)?)?)?([+-]\\d{4})?");
    private static final String JAPAN = "+09:00";

    /** The same time, wherever it stands. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Timestamp that && date.equals(that.date) && Objects.equals(time, that.time);
    }

    @Override
    public int hashCode() {
        return Objects.hash(date, time);
    }

    /** Reads TS; empty when the text is empty or not a time at all, which is reported. */
    public static Optional<Timestamp> parse(String text, Place place) {
        String ts = text.strip();
        if (ts.isEmpty()) {
            return Optional.empty();
        }
        Matcher parts = TS.matcher(ts);
        if (!parts.matches() || parts.group(1).equals("0000")) {
            place.invalid("not a date or time; left out");
            return Optional.empty();
        }
        return Optional.of(new Timestamp(date(parts, place), time(parts, place), place.component(1)));
    }

    private static String date(Matcher parts, Place place) {
        String year = parts.group(1);
        String month = parts.group(2);
        String day = parts.group(3);
        if (month == null) {
            return year;
        }
        if (!isOnCalendar(year, month, "01")) {
            place.invalid("not a month of the calendar; reduced to the year");
            return year;
        }
        if (day == null) {
            return year + "-" + month;
        }
        if (!isOnCalendar(year, month, day)) {
            place.invalid("not a day of the calendar; reduced to the month");
            return year + "-" + month;
        }
        return year + "-" + month + "-" + day;
    }

    private static @Nullable String time(Matcher parts, Place place) {
        String hour = parts.group(4);
        String minute = parts.group(5);
        if (hour == null || !isOnCalendar(parts.group(1), parts.group(2), parts.group(3))) {
            return null;
        }
        if (minute == null) {
            if (!hour.equals("00")) {
                place.report(
                        MappingIssueCode.FIELD_INVALID,
                        Severity.INFORMATION,
                        "an hour without minutes; reduced to the day");
            }
            return null;
        }
        String second = parts.group(6) == null ? "00" : parts.group(6);
        String zone = zone(parts.group(8));
        if (Integer.parseInt(hour) > 23
                || Integer.parseInt(minute) > 59
                || Integer.parseInt(second) > 59
                || zone == null) {
            place.invalid("not a time of the clock; reduced to the day");
            return null;
        }
        return "T" + hour + ":" + minute + ":" + second + milliseconds(parts.group(7)) + zone;
    }

    private static String milliseconds(@Nullable String fraction) {
        return fraction == null ? "" : "." + (fraction + "00").substring(0, 3);
    }

    private static @Nullable String zone(@Nullable String sent) {
        if (sent == null) {
            return JAPAN;
        }
        String zone = sent.substring(0, 3) + ":" + sent.substring(3);
        try {
            ZoneOffset.of(zone);
            return zone;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isOnCalendar(String year, String month, String day) {
        try {
            LocalDateTime.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day), 0, 0);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Whether there is a time of day. */
    public boolean hasTime() {
        return time != null;
    }

    /** A dateTime of the same precision. */
    public DateTimeType toDateTime() {
        return source.gives(new DateTimeType(time == null ? date : date + time));
    }

    /** The date part, of the same precision. */
    public DateType toDate() {
        return source.gives(new DateType(date));
    }

    /** An instant; empty when there is no time of day. */
    public Optional<InstantType> toInstant() {
        return time == null ? Optional.empty() : Optional.of(source.gives(new InstantType(date + time)));
    }

    /**
     * {@code YYYYMMDDHHMMSS} in the zone it was sent in, missing parts as zeros: comparable as text, and the form in which a time
     * is part of a business key.
     */
    public String normalised() {
        String digits = (time == null ? date : date + time.substring(0, 9)).replaceAll("\\D", "");
        return digits + "0".repeat(14 - digits.length());
    }
}
