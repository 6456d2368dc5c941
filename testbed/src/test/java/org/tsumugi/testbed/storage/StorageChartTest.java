package org.tsumugi.testbed.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorageChartTest {

    private static final LocalDateTime NINE = LocalDateTime.of(2026, 2, 3, 9, 0);

    private final StorageChart chart = new StorageChart();

    @Test
    void insertShouldMakeTheOlderFileOfTheKeyPastInWhateverOrderItIsTold() {
        chart.insert(name("ADT-42", 30), new byte[] {2});
        chart.insert(name("ADT-42", 10), new byte[] {1});
        chart.insert(name("ADT-41", 5), new byte[] {3});

        assertThat(flags()).containsExactly("ADT-42 10 2", "ADT-42 30 1", "ADT-41 05 1");
    }

    @Test
    void deleteShouldMarkEverythingBeforeItAndItself() {
        chart.insert(name("ADT-52", 1), new byte[] {1});
        chart.insert(name("ADT-52", 2), new byte[] {2});
        chart.delete(name("ADT-52", 3), new byte[] {3});

        assertThat(flags()).containsExactly("ADT-52 01 0", "ADT-52 02 0", "ADT-52 03 0");
    }

    @Test
    void insertShouldBeCurrentWhenItComesAfterADelete() {
        chart.insert(name("ADT-32", 1), new byte[] {1});
        chart.delete(name("ADT-32", 2), new byte[] {2});
        chart.insert(name("ADT-32", 3), new byte[] {3});

        assertThat(flags()).containsExactly("ADT-32 01 0", "ADT-32 02 0", "ADT-32 03 1");
    }

    private List<String> flags() {
        return chart.files().stream()
                .map(file -> file.path().split("_", -1))
                .map(parts -> parts[2] + " " + parts[4].substring(10, 12) + " " + parts[6])
                .toList();
    }

    private static StorageName name(String type, int minute) {
        return new StorageName("0000001", "20260203", type, StorageName.NO_ORDER, NINE.plusMinutes(minute), "01");
    }
}
