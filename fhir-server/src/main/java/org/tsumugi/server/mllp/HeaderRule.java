package org.tsumugi.server.mllp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MessageValues;
import org.tsumugi.hl7v2.MessageValues.Place;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;

/** One rule of {@code tsumugi.mllp.listeners[].rules}: which file of the standardized storage a message is. */
final class HeaderRule {

    private static final String NONE = "-";
    private static final int ORDER_DIGITS = 15;
    private static final String NO_ORDER = "9".repeat(ORDER_DIGITS);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    private static final Pattern DAY = Pattern.compile("(\\d{8}).*");
    private static final Pattern TIME =
            Pattern.compile("(\\d{12}(?:\\d{2})?)(?:\\.(\\d{1,3})\\d*)?(?:[+-]\\d{4})?|(\\d{15,17})");

    private final Map<Place, String> when;
    private final DataType type;
    private final Place patient;
    private final @Nullable Place date;
    private final @Nullable Place order;
    private final Place time;
    private final @Nullable Place department;
    private final @Nullable Place action;
    private final List<String> deleting;

    /** @throws IllegalArgumentException when a place or the type is none */
    HeaderRule(MllpProperties.Rule rule) {
        Map<Place, String> conditions = new LinkedHashMap<>();
        rule.when().forEach((place, value) -> conditions.put(Place.parse(place), value));
        this.when = conditions;
        this.type = DataType.ofFolder(rule.type())
                .orElseThrow(() -> new IllegalArgumentException("not a data type of SS-MIX2: " + rule.type()));
        this.patient = Place.parse(rule.patient());
        this.date = place(rule.date());
        this.order = place(rule.order());
        this.time = Place.parse(rule.time());
        this.department = place(rule.department());
        MllpProperties.Action given = rule.action();
        this.action = given == null ? null : Place.parse(given.field());
        this.deleting = given == null ? List.of() : List.copyOf(given.delete());
        if (type.isDated() && date == null) {
            throw new IllegalArgumentException("a rule for " + rule.type() + " needs a date");
        }
    }

    private static @Nullable Place place(@Nullable String text) {
        return text == null ? null : Place.parse(text);
    }

    boolean fits(MessageValues message) {
        return when.entrySet().stream().allMatch(each -> {
            String value = message.text(each.getKey());
            return value.equals(each.getValue()) || value.startsWith(each.getValue() + "^");
        });
    }

    /** The name of the file that the message is. */
    StoragePath path(MessageValues message) throws NoStorageFileException {
        StoragePath named = new StoragePath(
                required(message, patient, value -> Optional.of(value).filter(Predicate.not(String::isEmpty))),
                date != null && type.isDated() ? required(message, date, HeaderRule::day) : NONE,
                type,
                order(message),
                required(message, time, HeaderRule::time),
                optional(message, department).orElse(NONE),
                optional(message, action).filter(deleting::contains).isPresent()
                        ? ConditionFlag.DELETED
                        : ConditionFlag.CURRENT,
                Optional.empty());
        try {
            StoragePath read = StoragePath.parse(named.toPath());
            if (read.contradiction().isPresent()) {
                throw new NoStorageFileException(
                        ErrorCode.DATA_TYPE_ERROR, read.contradiction().get());
            }
            return read;
        } catch (NotAStorageNameException e) {
            throw new NoStorageFileException(
                    ErrorCode.DATA_TYPE_ERROR,
                    "patient ID, order number or department cannot be part of a storage name");
        }
    }

    private static String required(MessageValues message, Place place, Function<String, Optional<String>> form)
            throws NoStorageFileException {
        return form.apply(message.text(place).strip())
                .orElseThrow(() -> new NoStorageFileException(
                        ErrorCode.REQUIRED_FIELD_MISSING, place + " is missing or has not the form it must have"));
    }

    private static Optional<String> optional(MessageValues message, @Nullable Place place) {
        return place == null
                ? Optional.empty()
                : Optional.of(message.text(place).strip()).filter(Predicate.not(String::isEmpty));
    }

    /** Padded as storage names have it, so that a message and the file of it are the same. */
    private String order(MessageValues message) {
        String number = optional(message, order).orElse(NO_ORDER);
        return NUMBER.matcher(number).matches() ? "0".repeat(ORDER_DIGITS - number.length()) + number : number;
    }

    private static Optional<String> day(String text) {
        Matcher day = DAY.matcher(text);
        return day.matches() ? Optional.of(day.group(1)) : Optional.empty();
    }

    /** The digits of an HL7 time, without its zone; 12 to 17 of them. */
    private static Optional<String> time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        String together = time.group(3);
        String fraction = time.group(2) == null ? "" : time.group(2);
        return Optional.of(together == null ? time.group(1) + fraction : together);
    }
}
