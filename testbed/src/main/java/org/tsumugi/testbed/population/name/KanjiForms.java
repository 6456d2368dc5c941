package org.tsumugi.testbed.population.name;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Table;

/** The forms of one character that registers and hospitals mix, such as 辺 邊 邉. */
public final class KanjiForms {

    private static final String MARK = "●";
    private static final Map<String, Group> GROUPS = groups();
    private static final Set<Character> FIRST = firstUnits();

    private KanjiForms() {}

    /** The name with each character that has other forms in one of those, at this rate. */
    static String otherForms(Dice dice, String name, double rate) {
        return replace(
                name,
                (form, group) -> dice.chance(rate) ? dice.pick(group.others()).text() : form);
    }

    /** Whether some character has another form. */
    public static boolean hasOtherForm(String name) {
        return !replace(name, (form, group) -> "").equals(name);
    }

    /**
     * The name as a hospital writes it.
     *
     * @param usualForm how often a clerk takes the usual form of a character where the register has another
     * @param otherForm how often a clerk takes another form where the register has the usual one
     * @param mark how often a character that the system cannot write becomes ● and not the usual form
     */
    public static String write(
            Dice dice, String name, Repertoire repertoire, double usualForm, double otherForm, double mark) {
        return replace(name, (form, group) -> {
            double rate = form.equals(group.usual().text()) ? otherForm : usualForm;
            Form chosen = dice.chance(rate) ? group.another(dice, form) : group.form(form);
            if (chosen.writable().contains(repertoire)) {
                return chosen.text();
            }
            return dice.chance(mark) ? MARK : group.usual().text();
        });
    }

    private static String replace(String name, Replacement replacement) {
        StringBuilder written = new StringBuilder(name.length());
        boolean changed = false;
        int at = 0;
        while (at < name.length()) {
            Group group = null;
            int end = at + 1;
            if (FIRST.contains(name.charAt(at))) {
                end = formEnd(name, at);
                group = GROUPS.get(name.substring(at, end));
            }
            String form = name.substring(at, end);
            String other = group == null ? form : replacement.of(form, group);
            changed |= !other.equals(form);
            written.append(other);
            at = end;
        }
        return changed ? written.toString() : name;
    }

    /** Behind a code point and its variation selector. */
    private static int formEnd(String name, int at) {
        int end = name.offsetByCodePoints(at, 1);
        if (end < name.length()) {
            int next = name.codePointAt(end);
            if (next >= 0xE0100 && next <= 0xE01EF) {
                end += Character.charCount(next);
            }
        }
        return end;
    }

    private static Map<String, Group> groups() {
        Map<String, Group> groups = new HashMap<>();
        for (Group group : Table.read(KanjiForms.class, "kanji_forms.tsv", KanjiForms::group)) {
            groups.put(group.usual().text(), group);
            group.others().forEach(form -> groups.put(form.text(), group));
        }
        return groups;
    }

    private static Set<Character> firstUnits() {
        Set<Character> units = new HashSet<>();
        GROUPS.keySet().forEach(form -> units.add(form.charAt(0)));
        return units;
    }

    private static Group group(Table.Row row) {
        return new Group(
                form(row.text("usual")),
                row.list("others").stream().map(KanjiForms::form).toList());
    }

    private static Form form(String text) {
        Set<Repertoire> writable = EnumSet.noneOf(Repertoire.class);
        for (Repertoire repertoire : Repertoire.values()) {
            if (repertoire.canWrite(text)) {
                writable.add(repertoire);
            }
        }
        return new Form(text, writable);
    }

    private interface Replacement {
        String of(String form, Group group);
    }

    private record Form(String text, Set<Repertoire> writable) {}

    private record Group(Form usual, List<Form> others) {

        Form form(String text) {
            Form found = find(text);
            return found == null ? usual : found;
        }

        private @Nullable Form find(String text) {
            return others.stream()
                    .filter(form -> form.text().equals(text))
                    .findFirst()
                    .orElse(null);
        }

        /** The usual form mostly, where the register has another one. */
        Form another(Dice dice, String text) {
            List<Form> choices = new ArrayList<>(others);
            choices.removeIf(form -> form.text().equals(text));
            if (!text.equals(usual.text()) && (choices.isEmpty() || dice.chance(0.8))) {
                return usual;
            }
            return dice.pick(choices);
        }
    }
}
