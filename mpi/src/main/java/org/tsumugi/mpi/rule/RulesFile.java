package org.tsumugi.mpi.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.Field;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads rules from YAML; what it does not know it refuses, since a misspelt veto would be none. */
public final class RulesFile {

    private RulesFile() {}

    /** The rules that come with the product. */
    public static String standardText() {
        try (InputStream in = RulesFile.class.getResourceAsStream("rules.yaml")) {
            if (in == null) {
                throw new IllegalStateException("rules.yaml is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules that come with the product. */
    public static Rules standard() {
        return read(standardText());
    }

    /**
     * Reads rules.
     *
     * @throws IllegalArgumentException when they cannot be read or contradict themselves, with the place
     */
    public static Rules read(String yaml) {
        Object document;
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            document = new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("the rules are no YAML: " + e.getMessage(), e);
        }
        Node root = new Node("rules", document);
        Rules rules = new Rules(
                root.text("version"),
                root.flag("study", false),
                root.list("rungs").stream().map(RulesFile::rung).toList(),
                constants(root, "vetoes", Veto.class),
                root.number("largest-block"),
                new TreeSet<>(root.texts("common-id-systems")));
        root.refuseOthers();
        return rules;
    }

    private static Rung rung(Node node) {
        Rung rung = new Rung(
                node.text("id"),
                node.constant("number", NumberKind.class),
                node.flag("former", true),
                constants(node, "agree", Field.class),
                node.has("spelling") ? node.constant("spelling", Spelling.class) : Spelling.FORMS);
        node.refuseOthers();
        return rung;
    }

    private static <E extends Enum<E>> Set<E> constants(Node node, String name, Class<E> type) {
        Set<E> constants = new HashSet<>();
        node.texts(name).forEach(text -> constants.add(node.constant(name, text, type)));
        return constants;
    }

    /** A map of the file, and where it stands. */
    private static final class Node {

        private final String place;
        private final Map<?, ?> map;
        private final Set<String> asked = new HashSet<>();

        Node(String place, @Nullable Object value) {
            this.place = place;
            if (!(value instanceof Map<?, ?> found)) {
                throw new IllegalArgumentException(place + ": names and values are expected here");
            }
            this.map = found;
        }

        boolean has(String name) {
            asked.add(name);
            return map.get(name) != null;
        }

        private Object get(String name) {
            asked.add(name);
            Object value = map.get(name);
            if (value == null) {
                throw new IllegalArgumentException(place + ": " + name + " is missing");
            }
            return value;
        }

        String text(String name) {
            Object value = get(name);
            if (value instanceof String || value instanceof Number) {
                return value.toString();
            }
            throw new IllegalArgumentException(place + ": " + name + " must be a text");
        }

        int number(String name) {
            if (get(name) instanceof Integer value) {
                return value;
            }
            throw new IllegalArgumentException(place + ": " + name + " must be a whole number");
        }

        boolean flag(String name, boolean otherwise) {
            if (!has(name)) {
                return otherwise;
            }
            if (get(name) instanceof Boolean value) {
                return value;
            }
            throw new IllegalArgumentException(place + ": " + name + " must be true or false");
        }

        private List<?> values(String name) {
            if (!has(name)) {
                return List.of();
            }
            if (get(name) instanceof List<?> list) {
                return list;
            }
            throw new IllegalArgumentException(place + ": " + name + " must be a list");
        }

        List<String> texts(String name) {
            List<String> texts = new ArrayList<>();
            for (Object value : values(name)) {
                if (!(value instanceof String text)) {
                    throw new IllegalArgumentException(place + ": " + name + " must be a list of texts");
                }
                texts.add(text);
            }
            return texts;
        }

        List<Node> list(String name) {
            List<Node> nodes = new ArrayList<>();
            for (Object value : values(name)) {
                nodes.add(new Node(place + "." + name + "[" + nodes.size() + "]", value));
            }
            return nodes;
        }

        <E extends Enum<E>> E constant(String name, Class<E> type) {
            return constant(name, text(name), type);
        }

        <E extends Enum<E>> E constant(String name, String text, Class<E> type) {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException(place + ": " + name + " does not know '" + text + "'");
        }

        void refuseOthers() {
            for (Object key : map.keySet()) {
                if (!(key instanceof String name) || !asked.contains(name)) {
                    throw new IllegalArgumentException(place + ": '" + key + "' is not known here");
                }
            }
        }
    }
}
