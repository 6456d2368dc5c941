package org.tsumugi.mpi.name;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tsumugi.mpi.NameBasis;

/** Reads the project's own table of kanji forms and holds it to its rules. */
final class CuratedForms {

    private static final String RESOURCE = "kanji-forms.tsv";

    private final Map<Integer, Integer> standards = new LinkedHashMap<>();
    private final Map<Integer, NameBasis> bases = new HashMap<>();
    private final String source;

    private CuratedForms(String source) {
        this.source = source;
    }

    static KanjiForms load() {
        try (InputStream in = CuratedForms.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return parse(RESOURCE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException when a row breaks a rule of the table; the message names source and line */
    static KanjiForms parse(String source, String text) {
        CuratedForms table = new CuratedForms(source);
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                table.add(number, line.stripTrailing().split("\t", -1));
            }
        }
        return table.checked();
    }

    private void add(int line, String[] columns) {
        if (columns.length != 3) {
            throw broken(line, "three columns are needed");
        }
        int form = character(line, columns[0]);
        int standard = character(line, columns[1]);
        if (form == standard) {
            throw broken(line, "a form cannot be its own standard");
        }
        if (standards.put(form, standard) != null) {
            throw broken(line, "a form has one standard only");
        }
        bases.put(form, basis(line, columns[2]));
    }

    private KanjiForms checked() {
        KanjiForms forms = new KanjiForms();
        standards.forEach((form, standard) -> {
            if (standards.containsKey(standard)) {
                throw new IllegalArgumentException(
                        source + ": the standard " + Character.toString(standard) + " is itself reduced");
            }
            NameBasis basis = bases.get(form);
            if (basis != null) {
                forms.add(form, standard, basis);
            }
        });
        return forms;
    }

    private int character(int line, String column) {
        if (column.isEmpty() || column.codePointCount(0, column.length()) != 1) {
            throw broken(line, "one character is needed");
        }
        if (!Normalizer.isNormalized(column, Normalizer.Form.NFKC)) {
            throw broken(line, "Unicode's NFKC replaces the character before the table is asked");
        }
        return column.codePointAt(0);
    }

    private NameBasis basis(int line, String column) {
        try {
            return NameBasis.valueOf(column);
        } catch (IllegalArgumentException e) {
            throw broken(line, "the basis is no NameBasis");
        }
    }

    private IllegalArgumentException broken(int line, String why) {
        return new IllegalArgumentException(source + ", line " + line + ": " + why);
    }
}
