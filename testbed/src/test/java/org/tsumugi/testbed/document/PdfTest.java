package org.tsumugi.testbed.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PdfTest {

    private final String pdf = new String(Pdf.of(List.of("紹介状", "様")), StandardCharsets.US_ASCII);

    @Test
    void everyOffsetShouldLeadToItsObject() {
        int table = Integer.parseInt(pdf.replaceFirst("(?s).*startxref\n(\\d+)\n.*", "$1"));
        assertThat(pdf.substring(table)).startsWith("xref\n0 8\n0000000000 65535 f \n");
        var entries = Pattern.compile("(\\d{10}) 00000 n \n").matcher(pdf);
        for (int object = 1; object <= 7; object++) {
            assertThat(entries.find()).isTrue();
            assertThat(pdf.substring(Integer.parseInt(entries.group(1)))).startsWith(object + " 0 obj\n");
        }
        assertThat(entries.find()).isFalse();
    }

    @Test
    void streamShouldBeAsLongAsItSays() {
        var stream = Pattern.compile("(?s)/Length (\\d+) >>\nstream\n(.*)\nendstream")
                .matcher(pdf);

        assertThat(stream.find()).isTrue();
        assertThat(stream.group(2))
                .hasSize(Integer.parseInt(stream.group(1)))
                .contains("<7D394ECB72B6> Tj", "<69D8> Tj");
    }
}
