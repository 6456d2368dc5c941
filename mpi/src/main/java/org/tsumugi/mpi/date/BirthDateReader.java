package org.tsumugi.mpi.date;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.date.BirthDate.Flag;

/** The grammar of {@link BirthDate#read}. */
final class BirthDateReader {

    private static final String ERA = "(?:(?<era>" + Era.NAMES + ")\\.?\\s*)?";
    private static final String SEPARATOR = "(?:\\s*[-/.,‐‑‒–—−ー・年月]\\s*|\\s+)";

    /** A time of day must look like one: 1950 01 07 is a date. */
    private static final String TIME = "(?:[T\\s]\\s*\\d{1,2}[:時][\\d:.+\\-Z\\s分秒]*|T\\d{2,6}|[+-]\\d{4}|Z)?";

    /** A date whose parts have fixed widths, perhaps with a time in fixed widths behind all eight digits of it. */
    private static final Pattern COMPACT =
            Pattern.compile(ERA + "(?<digits>\\d{1,8})(?:(?<=\\d{8})(?:\\d\\d){1,3}(?:\\.?\\d{1,6})?)?" + TIME);

    private static final Pattern SEPARATED = Pattern.compile(ERA
            + "(?<year>元|\\d{1,4})(?:" + SEPARATOR + "(?:(?<month>\\d{1,2})(?:" + SEPARATOR
            + "(?:(?<day>\\d{1,2})\\s*日?)?)?)?)?(?:月?日?不[明詳])?\\s*(?:生まれ|生)?" + TIME);

    private static final Pattern ONE_DIGIT = Pattern.compile("(\\d)(?:[-/.]?\\1){7}");
    private static final Set<String> SAYS_UNKNOWN = Set.of("不明", "不詳", "未詳", "UNKNOWN");
    private static final Set<LocalDate> EPOCHS =
            Set.of(LocalDate.of(1899, 12, 30), LocalDate.of(1899, 12, 31), LocalDate.of(1900, 1, 1));

    private BirthDateReader() {}

    static BirthDate read(String raw) {
        String text = Normalizer.normalize(raw, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
        if (text.isEmpty()) {
            return BirthDate.UNKNOWN;
        }
        if (SAYS_UNKNOWN.contains(text) || ONE_DIGIT.matcher(text).matches()) {
            return BirthDate.unknown(Flag.PLACEHOLDER);
        }
        Matcher compact = COMPACT.matcher(text);
        if (compact.matches()) {
            return compact(compact.group("era"), compact.group("digits"));
        }
        Matcher separated = SEPARATED.matcher(text);
        if (separated.matches()) {
            return separated(
                    separated.group("era"),
                    separated.group("year"),
                    number(separated.group("month")),
                    number(separated.group("day")));
        }
        return BirthDate.unknown(Flag.UNREADABLE);
    }

    private static BirthDate compact(@Nullable String era, String digits) {
        if (era != null) {
            return switch (digits.length()) {
                case 1, 2, 3 -> ofEra(Era.named(era), number(digits), 0, 0);
                case 4, 6 -> ofEra(Era.named(era), part(digits, 0, 2), part(digits, 2, 4), part(digits, 4, 6));
                default -> BirthDate.unknown(Flag.UNREADABLE);
            };
        }
        return switch (digits.length()) {
            case 4, 8 -> ofYear(part(digits, 0, 4), part(digits, 4, 6), part(digits, 6, 8));
            case 6 -> yearAndMonth(part(digits, 0, 4), part(digits, 4, 6));
            case 7 -> ofClaim(digits);
            default -> BirthDate.unknown(Flag.UNREADABLE);
        };
    }

    /** Six digits may also be a year of two digits, a month and a day, of a century or era that nobody can tell. */
    private static BirthDate yearAndMonth(int year, int month) {
        return BirthDate.isYear(year) && month <= 12
                ? ofYear(year, month, 0)
                : BirthDate.unknown(year == 0 ? Flag.PLACEHOLDER : Flag.UNREADABLE);
    }

    private static BirthDate ofClaim(String digits) {
        char code = digits.charAt(0);
        if (code < '1' || code > '5') {
            return BirthDate.unknown(digits.matches("0+|9+") ? Flag.PLACEHOLDER : Flag.UNREADABLE);
        }
        return ofEra(Era.coded(code), part(digits, 1, 3), part(digits, 3, 5), part(digits, 5, 7));
    }

    private static BirthDate separated(@Nullable String era, String year, int month, int day) {
        if (era == null) {
            return year.length() == 4 ? ofYear(number(year), month, day) : BirthDate.unknown(Flag.UNREADABLE);
        }
        if (year.length() == 4) {
            return BirthDate.unknown(Flag.UNREADABLE);
        }
        return ofEra(Era.named(era), year.equals("元") ? 1 : number(year), month, day);
    }

    private static BirthDate ofEra(Era era, int yearOfEra, int month, int day) {
        int year = era.year(yearOfEra);
        if (yearOfEra == 0) {
            return BirthDate.unknown(month == 0 && day == 0 ? Flag.PLACEHOLDER : Flag.UNREADABLE);
        }
        if (!BirthDate.isYear(year)) {
            return BirthDate.unknown(Flag.UNREADABLE);
        }
        BirthDate date = onCalendar(year, month, day);
        return isOf(era, date) ? date : with(date, Flag.ERA_OVERRUN);
    }

    private static boolean isOf(Era era, BirthDate date) {
        return switch (date.precision()) {
            case NONE -> true;
            case YEAR -> era.overlaps(Year.of(date.year()));
            case MONTH -> era.overlaps(YearMonth.of(date.year(), date.month()));
            case DAY -> era.overlaps(LocalDate.of(date.year(), date.month(), date.day()));
        };
    }

    private static BirthDate ofYear(int year, int month, int day) {
        if (!BirthDate.isYear(year)) {
            return BirthDate.unknown(Flag.PLACEHOLDER);
        }
        BirthDate date = onCalendar(year, month, day);
        return date.full().filter(EPOCHS::contains).isPresent() ? BirthDate.unknown(Flag.PLACEHOLDER) : date;
    }

    private static BirthDate onCalendar(int year, int month, int day) {
        if (month == 0 && day == 0) {
            return new BirthDate(year, 0, 0, Set.of());
        }
        if (!BirthDate.isOnCalendar(year, month, 1)) {
            return new BirthDate(year, 0, 0, EnumSet.of(Flag.NOT_ON_CALENDAR));
        }
        if (day == 0) {
            return new BirthDate(year, month, 0, Set.of());
        }
        if (!BirthDate.isOnCalendar(year, month, day)) {
            return new BirthDate(year, month, 0, EnumSet.of(Flag.NOT_ON_CALENDAR));
        }
        return new BirthDate(year, month, day, month == 1 && day == 1 ? EnumSet.of(Flag.WEAK_DAY) : Set.of());
    }

    private static BirthDate with(BirthDate date, Flag flag) {
        EnumSet<Flag> flags = EnumSet.of(flag);
        flags.addAll(date.flags());
        return new BirthDate(date.year(), date.month(), date.day(), flags);
    }

    private static int part(String digits, int from, int to) {
        return to > digits.length() ? 0 : number(digits.substring(from, to));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
