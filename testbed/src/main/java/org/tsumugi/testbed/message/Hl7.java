package org.tsumugi.testbed.message;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.tsumugi.testbed.draw.Digits;

/** The lexical level of HL7 v2: escapes, components and times, with the usual delimiters {@code |^~\&}. */
final class Hl7 {

    private Hl7() {}

    /** Components from plain texts; empty ones at the end are left out. */
    static String components(String... texts) {
        return join('^', texts);
    }

    /** Sub-components from plain texts. */
    static String subComponents(String... texts) {
        return join('&', texts);
    }

    /** The text with delimiters escaped. */
    static String text(String plain) {
        StringBuilder escaped = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '|' -> escaped.append("\\F\\");
                case '^' -> escaped.append("\\S\\");
                case '~' -> escaped.append("\\R\\");
                case '&' -> escaped.append("\\T\\");
                case '\\' -> escaped.append("\\E\\");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** {@code YYYYMMDD}. */
    static String date(LocalDate date) {
        return Digits.pad(date.getYear() * 10_000L + date.getMonthValue() * 100L + date.getDayOfMonth(), 8);
    }

    /** {@code YYYYMMDDHHMM}. */
    static String minute(LocalDateTime time) {
        return date(time.toLocalDate()) + Digits.pad(time.getHour(), 2) + Digits.pad(time.getMinute(), 2);
    }

    /** {@code YYYYMMDDHHMMSS}. */
    static String second(LocalDateTime time) {
        return minute(time) + Digits.pad(time.getSecond(), 2);
    }

    private static String join(char separator, String... texts) {
        int length = texts.length;
        while (length > 0 && texts[length - 1].isEmpty()) {
            length--;
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                joined.append(separator);
            }
            joined.append(text(texts[i]));
        }
        return joined.toString();
    }
}
