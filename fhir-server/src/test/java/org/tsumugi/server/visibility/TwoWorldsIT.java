package org.tsumugi.server.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outside the list = never existed. World A has hospitals 1, 2 and 3, of which 2 came first and has most; in world B
 * hospital 2 never was. Whoever may not see hospital 2 gets the same answers in both, whatever is asked.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Worlds.Provider.class)
@TestMethodOrder(OrderAnnotation.class)
class TwoWorldsIT {
    private static final Logger LOG = LoggerFactory.getLogger(TwoWorldsIT.class);
    private static final List<Probe> READS = ReadProbes.all();

    /** Reads the hidden hospital, and another one. */
    private static final String CONTROL = "1,2";

    private static final Pattern FULL_URL = Pattern.compile("\"fullUrl\":\\s*\"BASE/([^\"]+)\"");

    private static final Pattern INSTANCE_OR_COUNT =
            Pattern.compile("\\w+/h\\d[^/]*(/_history.*)?|\\w+\\?_summary=count");

    private final World with;
    private final World without;
    private final int searchesBefore;
    private final double alarmsBefore;
    private Map<String, Comparison> comparisons = Map.of();

    TwoWorldsIT(Worlds worlds) {
        with = worlds.with();
        without = worlds.without();
        searchesBefore = searches();
        alarmsBefore = alarms();
    }

    @BeforeAll
    void read() {
        // who sees the hidden hospital beside another one asks before those who do not
        comparisons = Comparison.ofReaders(with, without, READS, CONTROL, "1", "1,3", "");
    }

    private Comparison comparison(String reads) {
        return Objects.requireNonNull(comparisons.get(reads));
    }

    @Test
    @Order(1)
    void readingShouldDifferForAReaderOfTheHospital() {
        Comparison control = comparison(CONTROL);
        LOG.info("Control: {} of {} reads differ", control.differences().size(), control.sent());
        assertThat(control.differences()).hasSizeGreaterThan(READS.size() / 4);
        assertThat(control.answeredWell()).isGreaterThan(READS.size() / 2);
    }

    @ParameterizedTest
    @Order(2)
    @ValueSource(strings = {"1", "1,3", ""})
    void readingShouldNotTellOfTheHiddenHospital(String reads) {
        Comparison comparison = comparison(reads);
        report(comparison, reads);
        assertThat(comparison.sent()).isGreaterThanOrEqualTo(600);
        assertThat(comparison.differences()).isEmpty();
    }

    @Test
    @Order(3)
    void everythingShouldComeInTheOrderOfItsIdsOnAnyPage() {
        String path = "Patient/" + Hospital.id(1, "Patient", 1) + "/$everything?_count=";
        List<String> whole = everything(path + 1000);
        assertThat(whole).hasSizeGreaterThan(Hospital.ASSISTANTS).doesNotHaveDuplicates();
        assertThat(whole.get(0)).isEqualTo("Patient/" + Hospital.id(1, "Patient", 1));
        assertThat(whole.subList(1, whole.size())).isSorted();
        List<String> pages = new ArrayList<>();
        for (int offset = 0; offset <= whole.size(); offset += 7) {
            pages.addAll(everything(path + 7 + "&_offset=" + offset));
        }
        assertThat(pages).isEqualTo(whole);
    }

    private List<String> everything(String path) {
        return FULL_URL.matcher(with.send(Probe.get(path), "1", null).get(0).body())
                .results()
                .map(url -> url.group(1))
                .toList();
    }

    @ParameterizedTest
    @Order(3)
    @ValueSource(strings = {"1", "1,3"})
    void writingShouldNotTellOfTheHiddenHospital(String reads) {
        List<Probe> writes = WriteProbes.all("r" + reads.length());
        Comparison comparison = new Comparison(with, without).writeAs(writes, reads, "1");
        report(comparison, reads);
        assertThat(comparison.sent()).isGreaterThanOrEqualTo(90);
        assertThat(comparison.differences()).isEmpty();
    }

    @Test
    @Order(4)
    void readingShouldNotTellOfTheHiddenHospitalAfterWriting() {
        // Lists hold what was created meanwhile, in the order of its random ids; instances and counts do not
        List<Probe> reads = READS.stream()
                .filter(probe -> INSTANCE_OR_COUNT.matcher(probe.path()).matches())
                .toList();
        assertThat(reads).hasSizeGreaterThan(200);
        assertThat(new Comparison(with, without).readAs(reads, "1").differences())
                .isEmpty();
    }

    @Test
    @Order(5)
    void storageShouldHoldNoReferenceThatCrossesAndNoSearch() {
        assertThat(worlds().mapToInt(World::crossingLinks).sum()).isZero();
        assertThat(searches() - searchesBefore).isZero();
        assertThat(alarms() - alarmsBefore).isZero();
    }

    private Stream<World> worlds() {
        return Stream.of(with, without);
    }

    private int searches() {
        return worlds().mapToInt(world -> world.count("select count(*) from hfj_search"))
                .sum();
    }

    private double alarms() {
        return worlds().mapToDouble(World::alarms).sum();
    }

    private static void report(Comparison comparison, String reads) {
        LOG.info(
                "Reader [{}]: {} requests, {} answered 2xx, {} differ",
                reads,
                comparison.sent(),
                comparison.answeredWell(),
                comparison.differences().size());
        comparison.differences().forEach(difference -> LOG.info("{}", difference));
    }
}
