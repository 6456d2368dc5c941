package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.storage.StoragePath;

/**
 * Two tables of docs/conformance/jp-core.md, profiles and our own extensions, say what the golden cases show. With
 * {@code -Ddocs.update=true} they are written anew.
 */
class JpCorePageTest {

    private static final Path PAGE = Path.of("../docs/conformance/jp-core.md");
    private static final String OURS = "urn:tsumugi:extension:";
    private static final Pattern EXTENSION =
            Pattern.compile("^(.*?)\\.?extension\\('" + OURS + "([a-z-]+)'\\)(?:\\[\\d+])?\\.(.*)$");

    @Test
    void tablesShouldSayWhatTheMapperWrites() throws Exception {
        String page = Files.readString(PAGE);
        String written = replaced(replaced(page, "profiles", profiles()), "extensions", extensions());
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, written);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(written);
    }

    private static String replaced(String page, String name, String table) {
        String begin = "<!-- " + name + ": written by JpCorePageTest -->\n";
        String end = "<!-- end of " + name + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        assertThat(from).as(begin).isPositive().isLessThan(to);
        return page.substring(0, from) + begin + "\n" + table + "\n" + page.substring(to);
    }

    private static String profiles() throws Exception {
        Map<String, Set<String>> types = new TreeMap<>();
        for (TestFiles.NamedFile file : TestFiles.ofCases()) {
            SsMix2Mapper mapper = SsMix2Mapper.of(file.settings());
            for (Contribution contribution : file.map().contributions()) {
                for (Resource resource : mapper.merge(contribution.group(), List.of(contribution))) {
                    types.computeIfAbsent(row(resource), r -> new TreeSet<>()).add(type(contribution, file.path()));
                }
            }
        }
        return "| resource | profile | from |\n| --- | --- | --- |\n"
                + types.entrySet().stream()
                        .map(entry -> "| " + entry.getKey() + " | " + String.join(", ", entry.getValue()) + " |\n")
                        .collect(Collectors.joining());
    }

    /** What every file contributes to says nothing about the type of this one. */
    private static String type(Contribution contribution, StoragePath path) {
        return switch (contribution.group().kind()) {
            case PATIENT -> "every mapped file";
            case PRACTITIONER, DEPARTMENT, FACILITY -> "in passing";
            case ALLERGIES -> "every file with AL1, ADT-61";
            default -> path.dataType().folder();
        };
    }

    private static String row(Resource resource) {
        String profiles = resource.getMeta().getProfile().stream()
                .map(CanonicalType::getValue)
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .collect(Collectors.joining(", "));
        return resource.fhirType() + " | " + (profiles.isEmpty() ? "base R4" : profiles);
    }

    private static String extensions() throws Exception {
        Map<String, Use> uses = new TreeMap<>();
        for (TestFiles.NamedFile file : TestFiles.ofCases()) {
            for (TracedElement element : file.map().account().elements()) {
                Matcher extension = EXTENSION.matcher(element.path());
                if (extension.matches()) {
                    uses.computeIfAbsent(extension.group(2), name -> new Use()).add(element, extension.group(1));
                }
            }
        }
        return "| name | on | from |\n| --- | --- | --- |\n"
                + uses.entrySet().stream()
                        .map(entry -> "| `" + entry.getKey() + "` | " + String.join(", ", entry.getValue().on) + " | "
                                + String.join(", ", entry.getValue().from) + " |\n")
                        .collect(Collectors.joining());
    }

    private static final class Use {
        private final Set<String> on = new TreeSet<>();
        private final Set<String> from = new TreeSet<>();

        void add(TracedElement element, String path) {
            String type = element.resource().substring(0, element.resource().indexOf('/'));
            String plain =
                    path.replaceAll("\\[\\d+]", "").replaceAll("extension\\('[^']*[/:]([^/:']+)'\\)", "extension($1)");
            on.add("`" + type + (plain.isEmpty() ? "" : "." + plain) + "`");
            element.sources()
                    .forEach(
                            source -> from.add(source.replaceAll("\\[\\d+]", "").replaceAll("\\.\\d+$", "")));
        }
    }
}
