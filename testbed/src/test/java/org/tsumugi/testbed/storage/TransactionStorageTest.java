package org.tsumugi.testbed.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;
import org.tsumugi.hl7v2.storage.TransactionStorageName;

class TransactionStorageTest {

    private static final String FACILITY = "1319900013";

    @TempDir
    private Path storage = Path.of(".");

    @Test
    void writeShouldPutMessagesOfOneDayInOneFileInTheOrderOfTheirTimes() throws IOException, NotAStorageNameException {
        put("0000002_20260203_OMP-01_000000000000001_20260203100000000_01_1", "B");
        put("0000001_20260203_ADT-12_999999999999999_20260203090000000_01_1", "A");
        put("0000001_20260204_OMP-01_000000000000002_20260204090000000_01_0", "C");
        put("0000001_20260204_OMP-01_000000000000002_20260204091000000_01_0", "D");

        long files = new TransactionStorage(storage, FACILITY).write();

        assertThat(files).isEqualTo(2);
        List<String> written = written();
        assertThat(written.get(0)).isEqualTo("2026/TR_20260203090000000_00001.DAT");
        TransactionStorageName.parse(written.get(1));
        assertThat(text(written.get(0)))
                .isEqualTo("#SSMIX,2.00,1319900013,0000001,20260203,ADT-12,999999999999999,INS,01,20260203090000000\r\n"
                        + "MSH|A\r\r\n"
                        + "#SSMIX,2.00,1319900013,0000002,20260203,OMP-01,000000000000001,INS,01,20260203100000000\r\n"
                        + "MSH|B\r\r\n");
        assertThat(text(written.get(1)))
                .contains(",000000000000002,INS,01,20260204090000000\r\nMSH|C")
                .contains(",000000000000002,DEL,01,20260204091000000\r\nMSH|D");
    }

    @Test
    void writeShouldLeaveOtherStoragesOut() throws IOException {
        Path document =
                storage.resolve("extended/000/000/0000001/20260203/T/0000001_20260203_T_D1_20260203090000000_01_1");
        Files.createDirectories(document);
        Files.writeString(document.resolve("main_document.xml"), "<x/>");

        assertThat(new TransactionStorage(storage, FACILITY).write()).isZero();
    }

    private void put(String name, String content) throws IOException {
        String[] parts = name.split("_", -1);
        Path folder =
                storage.resolve("000/000").resolve(parts[0]).resolve(parts[1]).resolve(parts[2]);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), "MSH|" + content + "\r");
    }

    private List<String> written() throws IOException {
        Path root = storage.resolve("transaction");
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private String text(String file) throws IOException {
        return Files.readString(storage.resolve("transaction").resolve(file), StandardCharsets.US_ASCII);
    }
}
