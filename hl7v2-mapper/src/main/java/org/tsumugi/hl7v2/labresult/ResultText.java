package org.tsumugi.hl7v2.labresult;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/** Folding of the ways laboratories write numbers and signs; only for reading them, never for what is kept. */
final class ResultText {

    private ResultText() {}

    /** Half-width, with ASCII comparators, minus signs and tildes, without surrounding white space. */
    static String fold(String text) {
        return Normalizer.normalize(text, Form.NFKC)
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
