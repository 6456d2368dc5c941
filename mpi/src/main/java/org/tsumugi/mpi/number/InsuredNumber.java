package org.tsumugi.mpi.number;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.Insurance;

/**
 * 被保険者番号 in one form: of one width, without hyphens, the insurer in 8 digits, symbol and number without leading zeros, the branch in 2
 * digits. Equal keys mean that two hospitals copied the same number, not that the two patients are one: numbers are mistyped,
 * and given anew.
 */
public final class InsuredNumber {

    private static final String SEPARATOR = "|";
    private static final int LATE_ELDERLY_LENGTH = 8;
    /** They have eight digits, the last a check digit; leading zeros do not count. */
    private static final int SHORTEST_LATE_ELDERLY = 6;

    /** 1234 may be somebody's number, 12345678 is what fills a form. */
    private static final int SHORTEST_RUN = 8;

    private static final int SHORTEST_FILLER = 4;
    private static final int SHORTEST_NINES = 3;

    private static final Set<String> NO_SYMBOL = Set.of("", "なし", "ナシ", "無", "無し");
    private static final Set<String> FILLER_SYMBOLS = Set.of("記号", "番号", "記号番号", "不明", "不詳", "未確認", "UNKNOWN");

    private final InsurerNumber insurer;
    private final String symbol;
    private final String number;
    private final String branch;

    private InsuredNumber(InsurerNumber insurer, String symbol, String number, String branch) {
        this.insurer = insurer;
        this.symbol = symbol;
        this.number = number;
        this.branch = branch;
    }

    /**
     * Reads what a hospital wrote. Empty when it is not the number of an insured person:
     *
     * <ul>
     *   <li>the insurer is none of a statutory health insurance, as with public payers (公費), 労災, 自賠責 and 自費;
     *   <li>the number has no digit, is all zeros, three or more nines, or one digit four or more times over;
     *   <li>the symbol is a filler such as 記号 or 不明, or missing where the number is counted within it (協会けんぽ, 船員, 組合):
     *       number 5 of any workplace is nobody's number;
     *   <li>the number of 後期高齢者医療 is not of 1 to 8 digits.
     * </ul>
     */
    public static Optional<InsuredNumber> read(Insurance insurance) {
        return InsurerNumber.read(Digits.plain(insurance.insurer())).flatMap(insurer -> read(insurer, insurance));
    }

    private static Optional<InsuredNumber> read(InsurerNumber insurer, Insurance insurance) {
        String number = Digits.plain(insurance.number());
        if (!isNumber(number)) {
            return Optional.empty();
        }
        String counted = Digits.withoutLeadingZeros(number);
        if (insurer.isLateElderly()) {
            return counted.matches("[0-9]{1," + LATE_ELDERLY_LENGTH + "}")
                    ? Optional.of(new InsuredNumber(insurer, "", counted, ""))
                    : Optional.empty();
        }
        String symbol = Digits.plain(insurance.symbol());
        if (NO_SYMBOL.contains(symbol)) {
            symbol = "";
        } else if (symbol.matches("[0-9]+")) {
            symbol = Digits.withoutLeadingZeros(symbol);
        }
        if (!isSymbol(symbol) || symbol.isEmpty() && insurer.needsSymbol()) {
            return Optional.empty();
        }
        return Optional.of(new InsuredNumber(insurer, symbol, counted, branch(Digits.plain(insurance.branch()))));
    }

    private static boolean isNumber(String number) {
        return number.matches(".*[0-9].*") && !isFiller(number) && !number.contains(SEPARATOR);
    }

    private static boolean isFiller(String number) {
        if (number.length() >= SHORTEST_RUN && "1234567890".startsWith(number)) {
            return true;
        }
        if (!Digits.isOneDigit(number)) {
            return false;
        }
        return switch (number.charAt(0)) {
            case '0' -> true;
            case '9' -> number.length() >= SHORTEST_NINES;
            default -> number.length() >= SHORTEST_FILLER;
        };
    }

    private static boolean isSymbol(String symbol) {
        return !FILLER_SYMBOLS.contains(symbol) && !symbol.contains(SEPARATOR);
    }

    /** 枝番 in two digits; empty when it is none. */
    private static String branch(String plain) {
        if (!plain.matches("[0-9]+")) {
            return "";
        }
        String counted = Digits.withoutLeadingZeros(plain);
        return counted.length() > 2 ? "" : "0".repeat(2 - counted.length()) + counted;
    }

    /** One insured person of a household, when the branch is known. */
    public Optional<String> individualKey() {
        return branch.isEmpty() ? Optional.empty() : householdKey().map(household -> household + SEPARATOR + branch);
    }

    /** One household, or one insured person who has none; 後期高齢者医療 insures persons, not households. */
    public Optional<String> householdKey() {
        return insurer.isLateElderly()
                ? Optional.empty()
                : Optional.of(String.join(SEPARATOR, insurer.digits(), symbol, number));
    }

    /** One person of 後期高齢者医療. */
    public Optional<String> lateElderlyKey() {
        return insurer.isLateElderly() && number.length() >= SHORTEST_LATE_ELDERLY
                ? Optional.of(String.join(SEPARATOR, insurer.digits(), number))
                : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InsuredNumber that
                && insurer.equals(that.insurer)
                && symbol.equals(that.symbol)
                && number.equals(that.number)
                && branch.equals(that.branch);
    }

    @Override
    public int hashCode() {
        return Objects.hash(insurer, symbol, number, branch);
    }

    /** No number appears in logs. */
    @Override
    public String toString() {
        return "InsuredNumber[]";
    }
}
