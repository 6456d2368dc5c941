package org.tsumugi.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the layout of Elasticsearch's log leaves of messages and exceptions. */
class ElasticsearchLoggingTest {

    private static final String MARKER = "山田 花子";

    @Test
    void messageShouldEndWhereItQuotesAnException() throws Exception {
        assertThat(message("failing shard [message=x, failure=some.ParsingException[field '" + MARKER + "'], more "
                        + MARKER))
                .isEqualTo("failing shard [message=x, failure=some.ParsingException");
        assertThat(message("it failed: java.lang.IllegalStateException: no\n" + MARKER))
                .isEqualTo("it failed: java.lang.IllegalStateException");
        assertThat(message("[kept] creating index, cause [api]")).isEqualTo("[kept] creating index, cause [api]");
    }

    @Test
    void exceptionShouldKeepClassesAndPlacesOnly() throws Exception {
        Exception cause =
                new IllegalArgumentException("For input string: " + MARKER + "\nand " + MARKER + "\n\t" + MARKER);
        Exception thrown = new IllegalStateException(MARKER, cause);
        thrown.addSuppressed(new UnsupportedOperationException(MARKER));

        String text = exception(printed(thrown));

        assertThat(text)
                .doesNotContain("山田", "花子")
                .startsWith("java.lang.IllegalStateException\n\tat ")
                .contains("\n\tSuppressed: java.lang.UnsupportedOperationException\n\t\tat ")
                .contains("\nCaused by: java.lang.IllegalArgumentException\n")
                .contains("\t... ");
    }

    @Test
    void exceptionOfAnIndexShouldKeepItsClass() throws Exception {
        assertThat(exception("[t/AbC][[t][0]] org.elasticsearch.index.SomeException: " + MARKER))
                .isEqualTo("[t/AbC][[t][0]] org.elasticsearch.index.SomeException");
        assertThat(exception(MARKER + " org.elasticsearch.index.SomeException: x"))
                .isEmpty();
    }

    @Test
    void exceptionOfFilesShouldKeepItsMessage() throws Exception {
        String text = printed(new IllegalStateException(MARKER, new NoSuchFileException("/data/node.lock")));
        assertThat(exception(text))
                .doesNotContain(MARKER)
                .contains("Caused by: java.nio.file.NoSuchFileException: /data/node.lock\n");
        String corrupt = "Caused by: org.apache.lucene.index.CorruptIndexException: codec mismatch";
        assertThat(exception(corrupt)).isEqualTo(corrupt);
    }

    private static String message(String message) throws IOException {
        return replaced("%m", message);
    }

    private static String exception(String exception) throws IOException {
        return replaced("%ex", exception);
    }

    /** As Log4j's {@code %replace} does it. */
    private static String replaced(String what, String text) throws IOException {
        Matcher replacement = Pattern.compile("%replace\\{" + what + "}\\{([^{}]*)}\\{([^{}]*)}")
                .matcher(layout());
        assertThat(replacement.find()).as("replacement of " + what).isTrue();
        return text.replaceAll(replacement.group(1), replacement.group(2));
    }

    private static String layout() throws IOException {
        Properties properties = new Properties();
        try (InputStream content =
                ElasticsearchConfiguration.class.getResourceAsStream("elasticsearch-log4j2.properties")) {
            properties.load(Objects.requireNonNull(content));
        }
        assertThat(properties).containsEntry("appender.file.layout.alwaysWriteExceptions", "false");
        return properties.getProperty("appender.file.layout.pattern");
    }

    private static String printed(Exception exception) {
        StringWriter text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
