package org.tsumugi.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Every property of the product has a row in {@code docs/configuration.md}. */
class ConfigurationDocumentationTest {

    @Test
    void everyPropertyShouldBeDocumented() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "configuration.md"));
        List<String> properties = properties();
        assertThat(properties).contains("tsumugi.home", "tsumugi.receive.max-requests", "tsumugi.demo-network.seed");
        assertThat(properties).allSatisfy(property -> assertThat(page).contains("`" + property + "`"));
    }

    private static List<String> properties() throws ClassNotFoundException, IOException {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        List<String> names = new ArrayList<>();
        for (var candidate : scanner.findCandidateComponents("org.tsumugi.server")) {
            Class<?> type = Class.forName(Objects.requireNonNull(candidate.getBeanClassName()));
            String prefix = (String)
                    AnnotationUtils.getValue(Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class)));
            addProperties(type, Objects.requireNonNull(prefix), names);
        }
        return names;
    }

    private static void addProperties(Class<?> type, String prefix, List<String> names) {
        assertThat(type.isRecord()).as(type + " is a record").isTrue();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "." + kebab(component.getName());
            if (component.getType().isRecord()) {
                addProperties(component.getType(), name, names);
            } else {
                names.add(name);
            }
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
