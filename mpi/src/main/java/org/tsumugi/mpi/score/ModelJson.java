package org.tsumugi.mpi.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The file of a model. Everything must be there and nothing else may, so that no number is lost by a misspelt name. */
final class ModelJson {

    /** Rises when files of before can no longer be read. */
    private static final int FORMAT = 1;

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ModelJson() {}

    static String write(Model model) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT).put("version", model.version());
        root.put("prior", model.prior()).put("termLimit", model.termLimit());
        ObjectNode features = root.putObject("features");
        for (Feature feature : Feature.values()) {
            ObjectNode levels = features.putObject(feature.name());
            for (int level = 0; level < feature.levels().size(); level++) {
                Odds odds = model.odds(feature, level);
                levels.putObject(feature.levels().get(level)).put("m", odds.m()).put("u", odds.u());
            }
        }
        ObjectNode frequencies = root.putObject("frequencies");
        model.frequencies().forEach((feature, counted) -> {
            ObjectNode table = frequencies.putObject(feature.name()).put("floor", counted.floor());
            ObjectNode names = table.putObject("names");
            counted.names().forEach(names::put);
        });
        return text(root);
    }

    private static String text(ObjectNode root) {
        try {
            return MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
                    .writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and names can be written", e);
        }
    }

    static Model read(String json) {
        JsonNode root = tree(json);
        fields(root, "", Set.of("format", "version", "prior", "termLimit", "features", "frequencies"));
        if (number(root, "", "format") != FORMAT) {
            throw invalid("/format is not " + FORMAT);
        }
        JsonNode version = root.path("version");
        if (!version.isTextual()) {
            throw invalid("/version is no text");
        }
        return new Model(
                version.textValue(),
                number(root, "", "prior"),
                number(root, "", "termLimit"),
                odds(root.path("features")),
                frequencies(root.path("frequencies")));
    }

    private static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new IllegalArgumentException("no model: not JSON", e);
        }
    }

    private static Map<Feature, List<Odds>> odds(JsonNode features) {
        Set<String> names = new HashSet<>();
        Map<Feature, List<Odds>> odds = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            names.add(feature.name());
            odds.put(feature, odds(feature, features.path(feature.name())));
        }
        fields(features, "/features", names);
        return odds;
    }

    private static List<Odds> odds(Feature feature, JsonNode levels) {
        String path = "/features/" + feature;
        fields(levels, path, Set.copyOf(feature.levels()));
        List<Odds> odds = new ArrayList<>();
        for (String level : feature.levels()) {
            JsonNode one = levels.path(level);
            String place = path + "/" + level;
            fields(one, place, Set.of("m", "u"));
            odds.add(new Odds(number(one, place, "m"), number(one, place, "u")));
        }
        return odds;
    }

    private static Map<Feature, Frequencies> frequencies(JsonNode tables) {
        Set<String> known = new HashSet<>();
        Map<Feature, Frequencies> frequencies = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            if (tables.has(feature.name())) {
                known.add(feature.name());
                frequencies.put(feature, table(tables.path(feature.name()), "/frequencies/" + feature));
            }
        }
        fields(tables, "/frequencies", known);
        return frequencies;
    }

    private static Frequencies table(JsonNode table, String path) {
        fields(table, path, Set.of("floor", "names"));
        if (!table.path("names").isObject()) {
            throw invalid(path + "/names is no object");
        }
        SortedMap<String, Double> names = new TreeMap<>();
        table.path("names").properties().forEach(entry -> {
            if (!entry.getValue().isNumber()) {
                throw invalid(path + "/names holds what is no number");
            }
            names.put(entry.getKey(), entry.getValue().doubleValue());
        });
        return new Frequencies(number(table, path, "floor"), names);
    }

    private static double number(JsonNode object, String path, String field) {
        JsonNode number = object.path(field);
        if (!number.isNumber()) {
            throw invalid(path + "/" + field + " is no number");
        }
        return number.doubleValue();
    }

    private static void fields(JsonNode object, String path, Set<String> expected) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        if (!object.isObject() || !names.equals(expected)) {
            throw invalid((path.isEmpty() ? "/" : path) + " is no object with " + new TreeSet<>(expected));
        }
    }

    private static IllegalArgumentException invalid(String what) {
        return new IllegalArgumentException("no model: " + what);
    }
}
