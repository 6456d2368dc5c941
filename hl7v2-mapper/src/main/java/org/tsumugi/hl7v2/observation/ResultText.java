package org.tsumugi.hl7v2.observation;

/** Folding of the ways laboratories write numbers and signs; only for reading them, never for what is kept. */
final class ResultText {

    private ResultText() {}

    /**
     * Full-width ASCII and the ideographic space only: a wider folding (NFKC) would read ① as 1 and 10² as 102.
     */
    private static String halfWidth(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fullWidth = c >= '\uFF01' && c <= '\uFF5E';
            folded.append(c == '\u3000' ? ' ' : fullWidth ? (char) (c - '\uFF01' + '!') : c);
        }
        return folded.toString();
    }

    /** Half-width, with ASCII comparators, minus signs and tildes, without surrounding white space. */
    static String fold(String text) {
        return halfWidth(text)
                .replace('\u2212', '-')
                .replace('\u2010', '-')
                .replace('\u2013', '-')
                .replace('\u301C', '~')
                .replace('\u223C', '~')
                .replace("\u2267", ">=")
                .replace("\u2265", ">=")
                .replace("\u2A7E", ">=")
                .replace("\u2266", "<=")
                .replace("\u2264", "<=")
                .replace("\u2A7D", "<=")
                .replace("=>", ">=")
                .replace("=<", "<=")
                .strip();
    }
}
