package org.tsumugi.testbed.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;
import org.tsumugi.testbed.person.Person;
import org.tsumugi.testbed.person.Population;
import org.tsumugi.testbed.person.Registration;
import org.tsumugi.testbed.person.RegistrationDesk;

class NetworkGeneratorTest {

    private static final int LEAST_FILES = 3_000;
    private static final String DIGEST = "6f1912256b7f8a799e12e891fcabcb7eb8eb7f04076ece6d412e54b72b7c169d";

    private static GeneratedNetwork network =
            new GeneratedNetwork(new java.util.TreeMap<>(), new java.util.TreeMap<>(), 0);

    @BeforeAll
    static void generate() throws IOException {
        network = GeneratedNetwork.of(3, 200, 7);
    }

    @Test
    void generateShouldGiveEnoughFilesOfEveryTypeAndFlag() throws NotAStorageNameException {
        Map<String, Integer> counts = new HashMap<>();
        for (StoragePath path : paths()) {
            counts.merge(path.dataType().folder() + " " + path.flag().digit(), 1, Integer::sum);
        }

        assertThat(network.files()).hasSizeGreaterThanOrEqualTo(LEAST_FILES);
        assertThat(counts)
                .containsKeys("ADT-00 2", "ADT-00 0", "ADT-01 0", "ADT-12 2", "ADT-21 0", "ADT-22 2", "ADT-22 0")
                .containsKeys("ADT-31 0", "ADT-32 0", "ADT-41 0", "ADT-42 2", "ADT-42 0", "ADT-51 0", "ADT-52 0")
                .containsKeys("ADT-61 2", "PPR-01 2", "OMD 0", "OMP-01 2", "OMP-01 0", "OMP-02 0", "OMP-12 2")
                .containsKeys("OML-01 0", "OML-11 2", "OMG-01 0", "OMG-02 0", "OMG-03 0");
        for (DataType type : DataType.values()) {
            assertThat(counts.getOrDefault(type.folder() + " 1", 0))
                    .as(type.folder())
                    .isGreaterThan(5);
        }
        assertThat(counts.get("OMP-01 1")).isGreaterThan(20 * counts.getOrDefault("OMP-01 2", 0));
    }

    @Test
    void generateShouldGiveEveryFileANameOfItsOwn() {
        assertThat(network.handedOver())
                .isEqualTo(network.files().size() + network.extended().size());
    }

    @Test
    void generateShouldGiveSameBytesInAnyLocaleTimeZoneAndThread()
            throws IOException, InterruptedException, ExecutionException {
        String expected = GeneratedNetwork.of(3, 30, 11).digest();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        ForkJoinPool oneThread = new ForkJoinPool(1);
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            String other = oneThread
                    .submit(() -> GeneratedNetwork.of(3, 30, 11).digest())
                    .get();

            assertThat(other).isEqualTo(expected);
        } finally {
            oneThread.shutdown();
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    /** Pinned, so that another JVM or another machine cannot differ unnoticed; a change of the generator changes it. */
    @Test
    void generateShouldGiveTheseBytes() throws IOException {
        assertThat(GeneratedNetwork.of(2, 10, 1).digest()).isEqualTo(DIGEST);
    }

    @Test
    void generateShouldGiveOtherBytesWhenSeedDiffers() throws IOException {
        assertThat(GeneratedNetwork.of(1, 3, 1).digest())
                .isNotEqualTo(GeneratedNetwork.of(1, 3, 2).digest());
    }

    @Test
    void generateShouldGiveSamePersonWhateverTheNumberOfPeople() throws IOException {
        GeneratedNetwork small = GeneratedNetwork.of(3, 5, 7);

        small.files()
                .forEach(
                        (path, content) -> assertThat(network.files().get(path)).isEqualTo(content));
    }

    @Test
    void everyPathShouldBeAStorageNameWithoutContradiction() throws NotAStorageNameException {
        for (StoragePath path : paths()) {
            assertThat(path.contradiction()).isEmpty();
        }
    }

    @Test
    void everyKeyShouldHaveAtMostOneCurrentFile() throws NotAStorageNameException {
        Set<String> current = new HashSet<>();
        for (String name : network.files().keySet()) {
            StoragePath path = parse(name);
            if (path.flag() == ConditionFlag.CURRENT) {
                String key = name.substring(0, 10) + path.storageKey();
                assertThat(current.add(key)).isTrue();
            }
        }
    }

    @Test
    void everySupersededFileShouldBeOlderThanItsCurrentOne() throws NotAStorageNameException {
        Map<String, String> current = new HashMap<>();
        for (String name : network.files().keySet()) {
            StoragePath path = parse(name);
            if (path.flag() == ConditionFlag.CURRENT) {
                current.put(name.substring(0, 10) + path.storageKey(), path.sortableTime());
            }
        }
        for (String name : network.files().keySet()) {
            StoragePath path = parse(name);
            if (path.flag() == ConditionFlag.PAST) {
                assertThat(current.get(name.substring(0, 10) + path.storageKey()))
                        .isGreaterThan(path.sortableTime());
            }
        }
    }

    @Test
    void everyFileShouldBeIso2022JpWithCarriageReturnsOnly() {
        network.files().values().forEach(content -> {
            for (byte octet : content) {
                assertThat(octet).isGreaterThanOrEqualTo((byte) 0).isNotEqualTo((byte) '\n');
            }
            String text = decode(content);
            assertThat(text.codePoints().allMatch(c -> c == '\r' || c >= ' ')).isTrue();
            assertThat(text).startsWith("MSH|^~\\&|").endsWith("\r").contains("|~ISO IR87||ISO 2022-1994|");
        });
    }

    @Test
    void patientIdentifierShouldEqualTheFolder() throws NotAStorageNameException {
        for (Map.Entry<String, byte[]> file : network.files().entrySet()) {
            String pid =
                    segment(decode(file.getValue()), "PID").split("\\|", -1)[3].split("\\^", -1)[0];

            assertThat(pid).isEqualTo(parse(file.getKey()).patientId());
        }
    }

    @Test
    void severalHospitalsShouldKnowTheSamePersonUnderDifferentNumbers() {
        Population population = new Population(7, NetworkSettings.TODAY);
        RegistrationDesk desk = new RegistrationDesk(7, 3, NetworkSettings.TODAY);
        int several = 0;
        int spelledOtherwise = 0;
        for (int i = 0; i < 1000; i++) {
            Person person = population.person(i);
            List<Registration> registrations = desk.register(person);
            if (registrations.size() > 1) {
                several++;
                assertThat(registrations)
                        .extracting(Registration::patientNumber)
                        .doesNotHaveDuplicates();
                spelledOtherwise += registrations.get(1).name().equals(person.name()) ? 0 : 1;
            }
        }
        assertThat(several).isBetween(250, 350);
        assertThat(spelledOtherwise).isBetween(several / 20, several / 3);
    }

    @Test
    void writeToShouldLayStoragesBelowTheirFacilityCodes(@TempDir Path directory) throws IOException {
        NetworkGenerator generator = new NetworkGenerator(new NetworkSettings(2, 3, 5));

        long files = generator.writeTo(directory, GenerationListener.NONE);

        GeneratedNetwork expected = GeneratedNetwork.of(2, 3, 5);
        Set<String> all = new HashSet<>(expected.files().keySet());
        all.addAll(expected.extended().keySet());
        assertThat(files).isEqualTo(all.size());
        try (Stream<Path> paths = Files.walk(directory)) {
            assertThat(paths.filter(Files::isRegularFile)
                            .map(path -> directory.relativize(path).toString()))
                    .containsExactlyInAnyOrderElementsOf(all);
        }
    }

    private static List<StoragePath> paths() throws NotAStorageNameException {
        List<StoragePath> paths = new java.util.ArrayList<>();
        for (String name : network.files().keySet()) {
            paths.add(parse(name));
        }
        return paths;
    }

    private static StoragePath parse(String name) throws NotAStorageNameException {
        return StoragePath.parse(name.substring(11));
    }

    private static String segment(String message, String id) {
        return Stream.of(message.split("\r"))
                .filter(segment -> segment.startsWith(id + "|"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void someMessagesShouldHaveCharactersOfWindowsOnly() {
        List<String> windows = network.files().values().stream()
                .filter(content -> strict(content).isEmpty())
                .map(NetworkGeneratorTest::decode)
                .toList();

        assertThat(windows).hasSizeBetween(20, network.files().size() / 10);
        assertThat(windows)
                .allMatch(text ->
                        text.codePoints().anyMatch(c -> "髙﨑①②".codePoints().anyMatch(w -> w == c)));
        assertThat(String.join("", windows)).contains("髙", "①");
    }

    private static String decode(byte[] content) {
        return strict(content).or(() -> decode("x-windows-iso2022jp", content)).orElseThrow();
    }

    private static Optional<String> strict(byte[] content) {
        return decode("ISO-2022-JP", content);
    }

    private static Optional<String> decode(String charset, byte[] content) {
        try {
            return Optional.of(Charset.forName(charset)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString());
        } catch (CharacterCodingException notInThisCharset) {
            return Optional.empty();
        }
    }
}
