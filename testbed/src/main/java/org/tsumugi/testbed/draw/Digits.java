package org.tsumugi.testbed.draw;

/** Numbers as text, independent of any locale. */
public final class Digits {

    private Digits() {}

    /** The number with leading zeros up to this length. */
    public static String pad(long number, int length) {
        String digits = Long.toString(number);
        return digits.length() >= length ? digits : "0".repeat(length - digits.length()) + digits;
    }

    /** ASCII letters, digits, space and hyphen as their full-width forms; the hyphen becomes the minus sign of JIS X 0208. */
    public static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-') {
                wide.append('−');
            } else if (c == ' ') {
                wide.append('　');
            } else if (c > ' ' && c < 0x7F) {
                wide.append((char) (c + 0xFEE0));
            } else {
                wide.append(c);
            }
        }
        return wide.toString();
    }

    /**
     * The 検証番号 of a 保険者番号 or 医療機関コード: digits weighted 2, 1, 2, … from the right, the digits of the products added, the
     * difference to the next ten.
     */
    public static char checkDigit(String digits) {
        int sum = 0;
        int weight = 2;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int product = (digits.charAt(i) - '0') * weight;
            sum += product / 10 + product % 10;
            weight = 3 - weight;
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }
}
