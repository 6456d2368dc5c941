package org.tsumugi.server.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
    private static final long[] NOTHING_SET_ASIDE = {};
    private static final UUID AGENT = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private final AlarmRules rules = new AlarmRules(Duration.ofHours(26), Duration.ofHours(1));

    /** Far more than usual: above three times the median of the days before, and 20 at least. */
    @ParameterizedTest
    @CsvSource({
        "0, 19, false",
        "0, 20, true",
        "6, 20, true",
        "7, 21, false",
        "7, 22, true",
        "100, 300, false",
        "100, 301, true"
    })
    void quarantineAndErrorsShouldBeRisingWhenFarAboveTheUsual(long usual, long today, boolean rising) {
        long[] days = new long[AlarmRules.USUAL_DAYS + 1];
        Arrays.fill(days, usual);
        // one bad day is not what is usual
        days[3] = 10_000;
        days[days.length - 1] = today;

        assertThat(kinds(facts(false, null, days, errors(days))))
                .containsExactlyElementsOf(
                        rising ? List.of(AlarmKind.QUARANTINE_RISING, AlarmKind.SENDER_ERRORS_RISING) : List.of());
    }

    @Test
    void facilityShouldBeLaggingWhenAFileWaitsLongerThanAllowed() {
        Duration allowed = Duration.ofHours(1);
        assertThat(kinds(facts(false, NOW.minus(allowed), NOTHING_SET_ASIDE, List.of())))
                .isEmpty();
        assertThat(kinds(facts(false, NOW.minus(allowed).minusSeconds(1), NOTHING_SET_ASIDE, List.of())))
                .containsExactly(AlarmKind.LAGGING);
    }

    @Test
    void suspendedFacilityShouldHaveNoAlarm() {
        long[] many = {0, 1000};
        assertThat(kinds(facts(false, Instant.EPOCH, many, errors(many)))).hasSize(3);
        assertThat(kinds(facts(true, Instant.EPOCH, many, errors(many)))).isEmpty();
    }

    @Test
    void detailShouldSayHowMuchIsUsual() {
        assertThat(rules.of(facts(false, null, new long[] {2, 2, 40}, List.of()), NOW))
                .singleElement()
                .returns("24h=40 usual=2", Condition::detail);
    }

    private List<AlarmKind> kinds(AlarmRules.Facts facts) {
        return rules.of(facts, NOW).stream().map(Condition::kind).toList();
    }

    private static AlarmRules.Facts facts(
            boolean suspended, @Nullable Instant pendingSince, long[] setAside, List<SenderDay> days) {
        FacilitySettings settings = new FacilitySettings("1312345670", null, Instant.EPOCH, null, false, suspended);
        FacilityCounts counts = new FacilityCounts(NOW, 0, 0, 0, 3, pendingSince, 0, Map.of());
        Sender sender = new Sender(AGENT, NOW, "WATCHING", NOW, 0, null);
        return new AlarmRules.Facts(settings, counts, setAside, List.of(sender), days);
    }

    private static List<SenderDay> errors(long[] byDay) {
        List<SenderDay> days = new ArrayList<>();
        for (long errors : byDay) {
            days.add(new SenderDay(
                    LocalDate.of(2026, 11, 1).plusDays(days.size()),
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    Map.of("NETWORK", errors)));
        }
        return days;
    }
}
