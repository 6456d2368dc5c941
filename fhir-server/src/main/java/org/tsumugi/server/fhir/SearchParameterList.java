package org.tsumugi.server.fhir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The resource types served and, for each, the search parameters that are indexed: the file {@code search-parameters.txt}.
 */
public final class SearchParameterList {

    private static final String EVERY_TYPE = "*";

    private final Map<String, Set<String>> parametersByType;

    private SearchParameterList(Map<String, Set<String>> parametersByType) {
        this.parametersByType = parametersByType;
    }

    /** The list the product serves. */
    public static SearchParameterList load() {
        try (InputStream file = SearchParameterList.class.getResourceAsStream("search-parameters.txt");
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))) {
            return parse(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SearchParameterList parse(BufferedReader reader) {
        Map<String, Set<String>> byType = new LinkedHashMap<>();
        Set<String> ofEveryType = new LinkedHashSet<>();
        reader.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    int colon = line.indexOf(':');
                    String type = line.substring(0, colon);
                    Set<String> parameters = new LinkedHashSet<>(
                            Set.of(line.substring(colon + 1).strip().split(" ")));
                    if (type.equals(EVERY_TYPE)) {
                        ofEveryType.addAll(parameters);
                    } else {
                        byType.put(type, parameters);
                    }
                });
        byType.values().forEach(parameters -> parameters.addAll(ofEveryType));
        return new SearchParameterList(byType);
    }

    /** The resource types served, in the order of the file. */
    public Set<String> resourceTypes() {
        return Collections.unmodifiableSet(parametersByType.keySet());
    }

    /** The names of the parameters of {@code resourceType}; empty for a type that is not served. */
    public Set<String> parametersOf(String resourceType) {
        return Collections.unmodifiableSet(parametersByType.getOrDefault(resourceType, Set.of()));
    }
}
