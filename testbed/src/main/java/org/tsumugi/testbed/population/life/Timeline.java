package org.tsumugi.testbed.population.life;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was so from which day on. The first value holds for all days before the second. */
public final class Timeline<T> {

    private final List<Since<T>> values = new ArrayList<>(1);

    Timeline() {}

    /** Records a change; nothing when it is as before. On one day the last word counts. */
    void set(LocalDate from, T value) {
        if (!values.isEmpty() && !values.get(values.size() - 1).from().isBefore(from) && !last().equals(value)) {
            values.remove(values.size() - 1);
        }
        if (values.isEmpty() || !last().equals(value)) {
            values.add(new Since<>(from, value));
        }
    }

    /** What was so on a day. */
    public T on(LocalDate day) {
        int at = values.size() - 1;
        while (at > 0 && values.get(at).from().isAfter(day)) {
            at--;
        }
        return values.get(at).value();
    }

    /** All that was so up to a day, that day included, the oldest first. */
    public List<T> until(LocalDate day) {
        List<T> past = new ArrayList<>();
        for (Since<T> since : values) {
            if (past.isEmpty() || !since.from().isAfter(day)) {
                past.add(since.value());
            }
        }
        return past;
    }

    /** What is so now. */
    public T last() {
        return values.get(values.size() - 1).value();
    }

    /** The day of the last change before or on a day; null when there was none. */
    public @Nullable LocalDate lastChange(LocalDate day) {
        for (int at = values.size() - 1; at > 0; at--) {
            if (!values.get(at).from().isAfter(day)) {
                return values.get(at).from();
            }
        }
        return null;
    }

    /** Every value with its first day, the oldest first. */
    public List<Since<T>> all() {
        return List.copyOf(values);
    }

    /**
     * A value and when it began.
     *
     * @param from its first day
     */
    public record Since<T>(LocalDate from, T value) {}
}
