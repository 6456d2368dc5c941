package org.tsumugi.mpi.name;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Direct pairs of kanji that are variants of each other, with what says so. A pair has no direction here. */
final class VariantPairs {

    private static final int ALL_BASES = 0b11111;

    private final Map<Integer, Map<Integer, Integer>> masks = new HashMap<>();

    private VariantPairs() {}

    /** @throws IllegalArgumentException naming file and line when a line is not of the form */
    static VariantPairs read(Path file) {
        VariantPairs pairs = new VariantPairs();
        String[] lines = text(file).split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i].stripTrailing();
            if (!line.isEmpty()) {
                pairs.add(line, file + ", line " + (i + 1) + ": ");
            }
        }
        return pairs;
    }

    /** All characters that stand in a pair. */
    Set<Integer> characters() {
        return masks.keySet();
    }

    /** The characters that stand in a pair with this one, with the sum of what says so. */
    Map<Integer, Integer> of(int character) {
        return masks.getOrDefault(character, Map.of());
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line, String place) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 4) {
            throw new IllegalArgumentException(place + "four columns are needed");
        }
        int a = character(columns[0], place);
        int b = character(columns[1], place);
        int mask = mask(columns[2], place);
        if (!columns[3].equals("0") && !columns[3].equals("1")) {
            throw new IllegalArgumentException(place + "the fourth column is 1 for a direct pair, or else 0");
        }
        // Some pairs are of a compatibility ideograph and its own normal form.
        if (columns[3].equals("1") && a != b) {
            join(a, b, mask);
            join(b, a, mask);
        }
    }

    private void join(int a, int b, int mask) {
        masks.computeIfAbsent(a, character -> new HashMap<>()).merge(b, mask, (x, y) -> x | y);
    }

    private static int character(String column, String place) {
        String normal = Normalizer.normalize(column, Normalizer.Form.NFKC);
        if (normal.isEmpty() || normal.codePointCount(0, normal.length()) != 1 || normal.equals("\uFFFD")) {
            throw new IllegalArgumentException(place + "one character in UTF-8 is needed");
        }
        return normal.codePointAt(0);
    }

    private static int mask(String column, String place) {
        try {
            int mask = Integer.parseInt(column);
            if (mask > 0 && mask <= ALL_BASES) {
                return mask;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(place + "the third column is no number", e);
        }
        throw new IllegalArgumentException(place + "the third column is a sum of 1, 2, 4, 8 and 16");
    }
}
