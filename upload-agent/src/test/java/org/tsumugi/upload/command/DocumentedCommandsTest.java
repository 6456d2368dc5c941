package org.tsumugi.upload.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the operators copy out of the documentation is what the command takes. */
class DocumentedCommandsTest {

    private static final Path DOCS = Path.of("../docs/operations");
    private static final Pattern JAR = Pattern.compile("tsumugi-upload\\.jar\"?");
    private static final Pattern COMMAND = Pattern.compile("-jar (?:\\S*|\"[^\"]*)" + JAR + " ([^\n<]*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /** A command line as the text has it. */
    private record Documented(String arguments) {

        List<String> words() {
            return WORD.matcher(arguments)
                    .results()
                    .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                    .toList();
        }
    }

    @Test
    void everyCommandLineOfTheTextShouldBeFound() throws IOException {
        String text = text("agent.md");

        assertThat(commands()).hasSize(3).hasSameSizeAs(matches(text, Pattern.compile("-jar ")));
        assertThat(matches(text, Pattern.compile("ExecStart=.*" + COMMAND))).hasSize(1);
        assertThat(matches(text, Pattern.compile("<arguments>.*" + COMMAND + "</arguments>")))
                .hasSize(1);
        assertThat(matches(text("agent.ja.md"), Pattern.compile("-jar "))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void commandLineShouldBeOneTheCommandTakes(Documented documented) {
        assertThatCode(() -> new CommandLine(new AgentCommand())
                        .parseArgs(documented.words().toArray(String[]::new)))
                .doesNotThrowAnyException();
        assertThat(documented.words())
                .contains("--storage", "--facility", "--server", "--credentials", "--journal", "--watch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent.md", "agent.ja.md"})
    void everyOptionOfTheTextShouldBeOneOfTheCommand(String file) throws IOException {
        Set<String> named = matches(text(file), Pattern.compile("`(--[a-z-]+)")).stream()
                .map(option -> option.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(8);
        assertThat(new CommandLine(new AgentCommand())
                        .getCommandSpec()
                        .optionsMap()
                        .keySet())
                .containsAll(named);
    }

    static Stream<Documented> commands() throws IOException {
        return matches(text("agent.md"), COMMAND).stream().map(command -> new Documented(command.group(1)));
    }

    private static String text(String file) throws IOException {
        return Files.readString(DOCS.resolve(file)).replaceAll("\\\\\n\\s*", "");
    }

    private static List<MatchResult> matches(String text, Pattern pattern) {
        List<MatchResult> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.toMatchResult());
        }
        return found;
    }
}
