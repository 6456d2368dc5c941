package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same files give the same JSON in every mapper, time zone, locale and order of arrival. */
class DeterminismTest {

    @Test
    void sameFilesShouldGiveTheSameJsonEverywhere() throws Exception {
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        for (GoldenCase golden : cases()) {
            String here = json(golden, golden.inputs());
            try {
                TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
                Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));
                assertThat(json(golden, golden.inputs())).isEqualTo(here);
            } finally {
                TimeZone.setDefault(zone);
                Locale.setDefault(locale);
            }
        }
    }

    @Test
    void orderOfArrivalShouldNotMatter() throws Exception {
        Random random = new Random(7);
        for (GoldenCase golden : cases()) {
            String inOrder = json(golden, golden.inputs());
            for (int round = 0; round < 4; round++) {
                List<GoldenCase.Input> shuffled = new ArrayList<>(golden.inputs());
                Collections.shuffle(shuffled, random);
                assertThat(json(golden, shuffled)).isEqualTo(inOrder);
            }
        }
    }

    private static String json(GoldenCase golden, List<GoldenCase.Input> inputs) throws Exception {
        MappedStorage storage = new MappedStorage(SsMix2Mapper.of(golden.mapperSettings()), golden.facility());
        for (GoldenCase.Input input : inputs) {
            storage.add(input.path(), input.bytes());
        }
        return storage.json();
    }

    private static List<GoldenCase> cases() throws Exception {
        List<GoldenCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/cases"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".case")).sorted().toList()) {
                cases.add(GoldenCase.read(file));
            }
        }
        assertThat(cases).isNotEmpty();
        return cases;
    }
}
