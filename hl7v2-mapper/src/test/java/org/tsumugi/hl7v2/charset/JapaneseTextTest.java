package org.tsumugi.hl7v2.charset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JapaneseTextTest {

    private static final byte[] CIRCLED_ONE = {0x1B, '$', 'B', 0x2D, 0x21, 0x1B, '(', 'B'};

    @Test
    void everyCellOfJisX0208ShouldReadTheSameByBothRoutes() throws Exception {
        int cells = 0;
        for (int row = 0x21; row <= 0x74; row++) {
            for (int cell = 0x21; cell <= 0x7E; cell++) {
                byte[] one = {0x1B, '$', 'B', (byte) row, (byte) cell, 0x1B, '(', 'B'};
                if (!isStrict(one)) {
                    continue;
                }
                cells++;
                String strict = JapaneseText.decode(one).text();
                JapaneseText windows = JapaneseText.decode(concat(one, CIRCLED_ONE));
                assertThat(windows.windowsVariant()).isTrue();
                assertThat(windows.text()).isEqualTo(strict + "①");
                assertThat(strict).doesNotContain("\uFFFD");
            }
        }
        assertThat(cells).isEqualTo(6879);
    }

    private static boolean isStrict(byte[] bytes) {
        return !new String(bytes, Charset.forName("ISO-2022-JP")).contains("\uFFFD");
    }

    @Test
    void extensionCharactersShouldBeReadAndSaidToBeWindows() throws Exception {
        byte[] bytes = "髙﨑①㈱".getBytes(Charset.forName("x-windows-iso2022jp"));
        JapaneseText decoded = JapaneseText.decode(bytes);
        assertThat(decoded.text()).isEqualTo("髙﨑①㈱");
        assertThat(decoded.windowsVariant()).isTrue();
    }

    @Test
    void halfWidthKanaAndRomanSetShouldBeRead() throws Exception {
        byte[] bytes = {0x1B, '(', 'I', 0x31, 0x32, 0x1B, '(', 'J', 0x5C, 0x7E, 0x1B, '(', 'B', 'A'};
        JapaneseText decoded = JapaneseText.decode(bytes);
        assertThat(decoded.text()).isEqualTo("ｱｲ¥‾A");
        assertThat(decoded.windowsVariant()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "Shift_JIS", "EUC-JP"})
    void anotherCharsetShouldBeRefusedWithTheOffset(String charset) {
        byte[] bytes = "MSH|漢字".getBytes(Charset.forName(charset));
        assertThatThrownBy(() -> JapaneseText.decode(bytes))
                .isInstanceOfSatisfying(
                        UndecodableBytesException.class,
                        e -> assertThat(e.offset()).isEqualTo(4));
    }

    @Test
    void halfACharacterAtTheEndShouldBeRefused() {
        byte[] bytes = {'A', 0x1B, '$', 'B', 0x30};
        assertThatThrownBy(() -> JapaneseText.decode(bytes))
                .isInstanceOfSatisfying(
                        UndecodableBytesException.class,
                        e -> assertThat(e.offset()).isEqualTo(4));
    }

    @Test
    void aTruncatedEscapeShouldBeRefused() {
        byte[] bytes = {'A', 0x1B};
        assertThatThrownBy(() -> JapaneseText.decode(bytes)).isInstanceOf(UndecodableBytesException.class);
    }

    @Property(tries = 300)
    void japaneseTextShouldComeBackAsItWasEncoded(@ForAll("japanese") String text) throws Exception {
        assertThat(JapaneseText.decode(text.getBytes(Charset.forName("ISO-2022-JP"))))
                .isEqualTo(new JapaneseText(text, false));
    }

    @Property(tries = 500)
    void anyBytesShouldBeReadWithoutReplacementOrBeRefused(@ForAll byte[] bytes) {
        try {
            assertThat(JapaneseText.decode(bytes).text()).doesNotContain("\uFFFD");
        } catch (UndecodableBytesException e) {
            assertThat(e.offset()).isBetween(0, bytes.length);
        }
    }

    @Provide
    Arbitrary<String> japanese() {
        return Arbitraries.strings()
                .withChars("|^~\\&ABC123 アイウボマ患者太郎亜腕−〜、。ー々髪")
                .ofMaxLength(60);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(a);
        both.writeBytes(b);
        return both.toByteArray();
    }
}
