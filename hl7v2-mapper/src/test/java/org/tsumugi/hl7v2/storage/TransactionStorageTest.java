package org.tsumugi.hl7v2.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionStorageTest {

    private static final Charset JIS = Charset.forName("ISO-2022-JP");
    private static final String INS =
            "#SSMIX,2.00,1312345670,0000001,20260401,OMP-01,000000000012345,INS,01,20260401103000123";
    private static final String DEL =
            "#SSMIX,2.00,1312345670,0000001,20260401,OMP-01,000000000012345,DEL,01,20260402103000123";
    private static final String MESSAGE = "MSH|^~\\&|架空\rPID|0001||0000001\rNTE|1||#SSMIX,2.00 は、ここでは本文";

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n"})
    void nextShouldGiveTheBytesOfTheStorageFile(String lineEnd) throws IOException {
        String file = INS + lineEnd + MESSAGE + lineEnd + DEL + lineEnd + MESSAGE + "\r" + lineEnd;

        List<TransactionRecord> records = read(file.getBytes(JIS));

        assertThat(records)
                .extracting(record -> record.path().orElseThrow().toPath())
                .containsExactly(
                        "000/000/0000001/20260401/OMP-01/0000001_20260401_OMP-01_000000000012345_20260401103000123_01_1",
                        "000/000/0000001/20260401/OMP-01/0000001_20260401_OMP-01_000000000012345_20260402103000123_01_0");
        assertThat(records.get(0).message()).isEqualTo(MESSAGE.getBytes(JIS));
        assertThat(records.get(1).message()).isEqualTo((MESSAGE + "\r").getBytes(JIS));
        assertThat(records.get(0).facility()).isEqualTo("1312345670");
    }

    @Test
    void nextShouldReadWhatHasNoDateOrderOrDepartment() throws IOException {
        TransactionRecord record = read(bytes("#SSMIX,2.00,1312345670,12,,ADT-00,,INS,,20260401103000123\r\nMSH|"))
                .get(0);

        assertThat(record.path().orElseThrow().toPath())
                .isEqualTo("000/012/12/-/ADT-00/12_-_ADT-00_999999999999999_20260401103000123_-_1");
        assertThat(record.message()).isEqualTo(bytes("MSH|"));
    }

    @Test
    void damagedHeaderShouldCostItsOwnRecordOnly() throws IOException {
        String file = String.join(
                "\r\n",
                INS,
                "one",
                "#SSMIX,2.00,broken",
                "lost",
                INS.replace("INS", "UPD"),
                "lost",
                INS.replace("20260401,", "20261399,"),
                "lost",
                INS.replace("OMP-01", "^文書^^18842-5^^LN".replaceAll("[^ -~]", "x")),
                "lost",
                INS + "x".repeat(2000),
                "lost",
                DEL,
                "two",
                "");

        List<TransactionRecord> records = read(bytes(file));

        assertThat(records)
                .extracting(record -> record.path().isPresent())
                .containsExactly(true, false, false, false, false, false, true);
        assertThat(records).extracting(TransactionRecord::offset).isSorted();
        assertThat(records.get(6).message()).isEqualTo(bytes("two"));
        assertThat(records.subList(1, 6))
                .allSatisfy(record -> assertThat(record.problem()).isNotEmpty().doesNotContain("0000001", "20261399"));
    }

    @Test
    void tooLargeAMessageShouldCostItsOwnRecordOnly() throws IOException {
        List<TransactionRecord> records = read(bytes(INS + "\r" + "x".repeat(5000) + "\r" + DEL + "\rtwo\r"), 1000);

        assertThat(records).extracting(record -> record.path().isPresent()).containsExactly(false, true);
    }

    @Test
    void bytesBeforeTheFirstHeaderShouldBeReported() throws IOException {
        assertThat(read(bytes("junk\r\n" + INS + "\r\none\r\n")))
                .extracting(TransactionRecord::problem)
                .containsExactly("something stands before the first header", "");
        assertThat(read(bytes("\r\n" + INS + "\r\none\r\n"))).hasSize(1);
        assertThat(read(new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n"})
    void messageWhenFileEndedShouldBeWhatTheShorterFileHadOfIt(String lineEnd) throws IOException {
        byte[] file = bytes(INS + lineEnd + "MSH|\rPID|\r\nNTE" + lineEnd + DEL + lineEnd + "MSH|two\r" + lineEnd);
        List<TransactionRecord> whole = read(file);

        for (int end = 0; end < file.length; end++) {
            List<TransactionRecord> cut = read(Arrays.copyOf(file, end));
            for (int i = 0; i < cut.size(); i++) {
                TransactionRecord then = cut.get(i);
                TransactionRecord now = whole.get(i);
                if (then.path().isEmpty()) {
                    assertThat(then.problem()).isNotEmpty();
                    continue;
                }
                assertThat(then.path()).as("never another file's name").isEqualTo(now.path());
                assertThat(withoutLineEnds(then.message()))
                        .as("end %d", end)
                        .isEqualTo(
                                withoutLineEnds(now.messageWhenFileEndedAt(end).orElse(now.message())));
            }
        }
    }

    private static String withoutLineEnds(byte[] message) {
        return new String(message, StandardCharsets.US_ASCII).replaceAll("[\r\n]+$", "");
    }

    @Test
    void headerWithoutItsEndShouldBeNoRecord() throws IOException {
        // cut after its date, the time of the transaction would still be one
        String cut = INS.substring(0, INS.length() - 5);

        assertThat(read(bytes(cut)))
                .extracting(TransactionRecord::problem)
                .containsExactly("the file ends in the middle of a header");
    }

    @Property(tries = 200)
    void nextShouldGiveBackEveryMessageWhateverItsLineEnds(
            @ForAll @Size(max = 5) List<@IntRange(max = 5) Integer> kinds, @ForAll @IntRange(max = 2) int end)
            throws IOException {
        List<String> pieces =
                List.of("", "MSH|a", "MSH|a\rPID|\r", "MSH|\r\n", "x".repeat(1500) + "\rOBX", "\n\r#SSMIX");
        String lineEnd = List.of("\r\n", "\r\n", "\n").get(end);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int kind : kinds) {
            file.writeBytes(bytes(INS + lineEnd + pieces.get(kind) + lineEnd));
        }

        assertThat(read(file.toByteArray()))
                .extracting(record -> new String(record.message(), StandardCharsets.US_ASCII))
                .containsExactlyElementsOf(kinds.stream().map(pieces::get).toList());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<TransactionRecord> read(byte[] file) throws IOException {
        return read(file, 1 << 20);
    }

    private static List<TransactionRecord> read(byte[] file, int most) throws IOException {
        InputStream slow = new ByteArrayInputStream(file) {
            @Override
            public synchronized int read(byte[] bytes, int from, int length) {
                return super.read(bytes, from, Math.min(length, 13));
            }
        };
        TransactionStorage storage = new TransactionStorage(slow, most);
        List<TransactionRecord> records = new ArrayList<>();
        for (Optional<TransactionRecord> next = storage.next(); next.isPresent(); next = storage.next()) {
            records.add(next.get());
        }
        return records;
    }
}
