package org.tsumugi.hl7v2.prescription;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Quantity;

/** The words and codes of speeds: {@code ml/hr}, {@code ミリリットル／時間}, {@code H1}, {@code 102ml/hr}. */
public final class Rates {

    private static final String UCUM = "http://unitsofmeasure.org";
    private static final Pattern PER = Pattern.compile("(.+)[/／](.+)");
    private static final Pattern TIME = Pattern.compile("(\\d{0,4})(\\D+)");
    private static final Pattern INTERVAL = Pattern.compile("([SMHDW])(\\d{0,4})");
    private static final Pattern RATE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)([^0-9.].*/.+)");

    /** Words for a time, and how JP Core writes it. */
    private static final Map<String, List<String>> TIMES = Map.of(
            "s", List.of("秒", "s", "sec", "秒間"),
            "min", List.of("分", "min", "m", "分間"),
            "h", List.of("時間", "h", "hr", "hour", "時"),
            "d", List.of("日", "d", "day", "日間"),
            "wk", List.of("週", "wk", "w", "week", "週間"));

    /** Amounts a speed is written with, as UCUM. Upper case is common here and never means mega. */
    private static final Map<String, String> AMOUNTS = Map.of(
            "ml", "mL",
            "cc", "mL",
            "ミリリットル", "mL",
            "ミリリッター", "mL",
            "l", "L",
            "リットル", "L",
            "mg", "mg",
            "ミリグラム", "mg",
            "g", "g",
            "グラム", "g");

    private Rates() {}

    /**
     * So much in this time.
     *
     * @param amount the unit of the amount, as written
     * @param time the time it is for
     */
    public record Per(String amount, Quantity time) {}

    /** A speed in one text. */
    public record Speed(BigDecimal number, Per unit) {}

    /** What a unit of speed consists of; empty when it is no unit of speed. */
    public static Optional<Per> unit(String text) {
        Matcher parts = PER.matcher(text.strip());
        return parts.matches()
                ? time(parts.group(2)).map(time -> new Per(parts.group(1).strip(), time))
                : Optional.empty();
    }

    /** A time such as {@code hr}, {@code ２時間} or, as HL7 writes intervals, {@code H2}. */
    public static Optional<Quantity> time(String text) {
        String folded = fold(text);
        Matcher interval = INTERVAL.matcher(folded.toUpperCase(Locale.ROOT));
        Matcher time = TIME.matcher(folded);
        if (interval.matches()) {
            return time(interval.group(2), interval.group(1).toLowerCase(Locale.ROOT));
        }
        return time.matches() ? time(time.group(1), time.group(2)) : Optional.empty();
    }

    private static Optional<Quantity> time(String number, String word) {
        return TIMES.entrySet().stream()
                .filter(known -> known.getValue().contains(word))
                .findFirst()
                .map(known -> new Quantity()
                        .setValue(number.isEmpty() ? BigDecimal.ONE : new BigDecimal(number))
                        .setUnit(known.getValue().get(0))
                        .setSystem(UCUM)
                        .setCode(known.getKey()));
    }

    /** A speed as text, such as {@code 102ml/hr}; empty when it is something else. */
    public static Optional<Speed> speed(String text) {
        Matcher parts = RATE.matcher(compact(text));
        if (!parts.matches()) {
            return Optional.empty();
        }
        return unit(parts.group(2)).map(unit -> new Speed(new BigDecimal(parts.group(1)), unit));
    }

    /** The UCUM code of an amount in words; empty when it is none that is sure. */
    public static Optional<String> ucum(String amount) {
        return Optional.ofNullable(AMOUNTS.get(fold(amount)));
    }

    /** Whether both are the same time. */
    public static boolean same(Quantity one, Quantity other) {
        return Stream.of(one, other).map(Quantity::getCode).distinct().count() == 1
                && one.getValue().compareTo(other.getValue()) == 0;
    }

    private static String fold(String text) {
        return compact(text).toLowerCase(Locale.ROOT);
    }

    private static String compact(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s", "");
    }
}
