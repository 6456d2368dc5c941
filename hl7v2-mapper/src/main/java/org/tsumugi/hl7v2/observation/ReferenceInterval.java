package org.tsumugi.hl7v2.observation;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OBX-7 as numbers: {@code 6.7-8.3}, {@code 3.5〜5.0}, {@code <85}, {@code >=3}, {@code 85以下}. FHIR's bounds are inclusive and
 * have no comparator, so the text is always kept beside them.
 *
 * @param low null when open below
 * @param high null when open above
 */
record ReferenceInterval(@Nullable BigDecimal low, @Nullable BigDecimal high) {

    private static final String NUMBER = "(-?\\d{1,18}(?:\\.\\d{1,12})?)";
    private static final Pattern BETWEEN = Pattern.compile(NUMBER + "\\s*[-~ー]\\s*" + NUMBER);
    private static final Pattern FROM = Pattern.compile(NUMBER + "\\s*[-~ー]");

    /** Empty when the text is not an interval of numbers. */
    static Optional<ReferenceInterval> of(String text) {
        String folded = ResultText.fold(text);
        Matcher between = BETWEEN.matcher(folded);
        if (between.matches()) {
            BigDecimal low = new BigDecimal(between.group(1));
            BigDecimal high = new BigDecimal(between.group(2));
            return low.compareTo(high) <= 0 ? Optional.of(new ReferenceInterval(low, high)) : Optional.empty();
        }
        Matcher from = FROM.matcher(folded);
        if (from.matches()) {
            return Optional.of(new ReferenceInterval(new BigDecimal(from.group(1)), null));
        }
        return NumericResult.ofNumber(folded).flatMap(ReferenceInterval::bound);
    }

    private static Optional<ReferenceInterval> bound(NumericResult result) {
        if (result.comparator() == null) {
            return Optional.empty();
        }
        return switch (result.comparator()) {
            case GREATER_THAN, GREATER_OR_EQUAL -> Optional.of(new ReferenceInterval(result.value(), null));
            case LESS_THAN, LESS_OR_EQUAL -> Optional.of(new ReferenceInterval(null, result.value()));
            default -> Optional.empty();
        };
    }
}
