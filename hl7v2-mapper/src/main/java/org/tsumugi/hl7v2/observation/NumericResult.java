package org.tsumugi.hl7v2.observation;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.jspecify.annotations.Nullable;

/**
 * A result that is a number, perhaps with a comparator, in any way laboratories write it: {@code > 100}, {@code ＜０．５},
 * {@code 100以上}, {@code 1,234}. Numbers keep the digits they were sent with.
 *
 * @param comparator null for an exact value
 * @param value the number
 */
public record NumericResult(@Nullable QuantityComparator comparator, BigDecimal value) {

    private static final String NUMBER = "(?:\\d{1,3}(?:,\\d{3})+|\\d{1,18})(?:\\.\\d{1,12})?|\\.\\d{1,12}";
    private static final Pattern RESULT = Pattern.compile("(>=|<=|>|<)?\\s*(-?(?:" + NUMBER + "))\\s*(以上|以下|未満|超)?");
    private static final Pattern LIKE_A_CODE = Pattern.compile("-?0\\d.*");

    /** Reads NM, where the sender says that it is a number. */
    public static Optional<NumericResult> ofNumber(String text) {
        String folded = ResultText.fold(text);
        return read(folded.startsWith("+") ? folded.substring(1) : folded);
    }

    /** Reads ST. {@code +1} and {@code 007} are not numbers: they are grades and codes. */
    public static Optional<NumericResult> ofText(String text) {
        return read(ResultText.fold(text))
                .filter(result ->
                        !LIKE_A_CODE.matcher(result.value().toPlainString()).matches())
                .filter(result -> !LIKE_A_CODE.matcher(ResultText.fold(text)).matches());
    }

    private static Optional<NumericResult> read(String folded) {
        Matcher parts = RESULT.matcher(folded);
        if (!parts.matches() || (parts.group(1) != null && parts.group(3) != null)) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(parts.group(2).replace(",", ""));
        String sign = parts.group(1) == null ? parts.group(3) : parts.group(1);
        return Optional.of(new NumericResult(sign == null ? null : comparator(sign), value));
    }

    /** The comparator that a sign or a Japanese word stands for; null for {@code =} and for signs that are none. */
    static @Nullable QuantityComparator comparator(String sign) {
        return switch (sign) {
            case ">", "超" -> QuantityComparator.GREATER_THAN;
            case ">=", "以上" -> QuantityComparator.GREATER_OR_EQUAL;
            case "<", "未満" -> QuantityComparator.LESS_THAN;
            case "<=", "以下" -> QuantityComparator.LESS_OR_EQUAL;
            default -> null;
        };
    }
}
