package org.tsumugi.hl7v2.stay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.identity.ResourceIds;

class StaysTest {

    private static final GroupKey GROUP = new GroupKey("1312345670", GroupKind.STAYS, "0001");

    @Test
    void openStayShouldHaveNoEnd() {
        assertThat(stays(admitted("202601011000"))).containsExactly("arrived 2026-01-01T10:00:00+09:00 -");
    }

    @Test
    void dischargeWithoutAdmissionTimeShouldCloseTheLatestStayThatBeganByThen() {
        assertThat(stays(admitted("202601011000"), admitted("202603011000"), discharged(null, "202602011000")))
                .containsExactly(
                        "finished 2026-01-01T10:00:00+09:00 2026-02-01T10:00:00+09:00",
                        "arrived 2026-03-01T10:00:00+09:00 -");
    }

    @Test
    void dischargeOfTheDayOfAdmissionShouldCloseItWhenOnlyTheDayIsKnown() {
        assertThat(stays(admitted("202601011000"), discharged(null, "20260101")))
                .containsExactly("finished 2026-01-01T10:00:00+09:00 2026-01-01");
    }

    @Test
    void dischargeOfTheMomentOfTheNextAdmissionShouldCloseTheStayBeforeWhileThatIsOpen() {
        for (String end : List.of("20260301", "202603011000")) {
            assertThat(stays(
                            admitted("202602011000"),
                            admitted("202603011000"),
                            discharged(null, end),
                            discharged(null, "202603051000")))
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("finished 2026-02-01T10:00:00+09:00 2026-03-01");
        }
        assertThat(stays(
                        admitted("202602011000"),
                        discharged(null, "202602101000"),
                        admitted("202603011000"),
                        discharged(null, "20260301")))
                .last()
                .isEqualTo("finished 2026-03-01T10:00:00+09:00 2026-03-01");
    }

    @Test
    void namedDischargeShouldCloseItsOwnStay() {
        assertThat(stays(
                        admitted("202601011000"),
                        admitted("202601051000"),
                        discharged("202601011000", "202601061000"),
                        discharged(null, "202601071000")))
                .containsExactly(
                        "finished 2026-01-01T10:00:00+09:00 2026-01-06T10:00:00+09:00",
                        "finished 2026-01-05T10:00:00+09:00 2026-01-07T10:00:00+09:00");
    }

    @Test
    void dischargeThatFindsNoStayShouldBeAStayOfItsOwn() {
        assertThat(stays(discharged(null, "202601061000"))).containsExactly("finished - 2026-01-06T10:00:00+09:00");
        assertThat(stays(admitted("202601011000"), discharged(null, "202601021000"), discharged(null, "202602021000")))
                .containsExactly(
                        "finished 2026-01-01T10:00:00+09:00 2026-01-02T10:00:00+09:00",
                        "finished - 2026-02-02T10:00:00+09:00");
    }

    @Test
    void namedDischargeWithoutItsAdmissionShouldHaveTheIdOfTheStay() {
        Encounter discharged =
                merged(discharged("202601011000", "202601061000")).get(0);
        Encounter admitted = merged(admitted("202601011000")).get(0);
        assertThat(discharged.getId()).isEqualTo(admitted.getId());
        assertThat(discharged.getIdElement().getIdPart())
                .isEqualTo(ResourceIds.uuid("1312345670", "Encounter", "0001|20260101100000")
                        .toString());
    }

    @Test
    void laterDischargeOfTheSameDayShouldCorrectTheEarlier() {
        assertThat(stays(admitted("202601011000"), discharged(null, "202601061400"), discharged(null, "202601061000")))
                .containsExactly("finished 2026-01-01T10:00:00+09:00 2026-01-06T10:00:00+09:00");
    }

    @Test
    void twoStaysOfOneDayShouldStayApart() {
        assertThat(stays(
                        admitted("202601010800"),
                        discharged(null, "202601011000"),
                        admitted("202601011200"),
                        discharged(null, "202601011400")))
                .containsExactly(
                        "finished 2026-01-01T08:00:00+09:00 2026-01-01T10:00:00+09:00",
                        "finished 2026-01-01T12:00:00+09:00 2026-01-01T14:00:00+09:00");
    }

    @Test
    void cancelledAdmissionShouldBeCancelledUntilAdmittedAgain() {
        StayContribution cancel = movement(Movement.ADMISSION_CANCELLED, "202601011000", null);
        assertThat(stays(admitted("202601011000"), cancel)).containsExactly("cancelled 2026-01-01T10:00:00+09:00 -");
        assertThat(stays(admitted("202601011000"), cancel, admitted("202601011000")))
                .containsExactly("arrived 2026-01-01T10:00:00+09:00 -");
        assertThat(cancel.sustains()).isFalse();
        assertThat(stays(cancel)).isEmpty();
    }

    @Test
    void cancelledDischargeShouldLeaveTheStayOpen() {
        StayContribution cancel = movement(Movement.DISCHARGE_CANCELLED, null, "20260106");
        assertThat(stays(admitted("202601011000"), discharged(null, "202601061000"), cancel))
                .containsExactly("arrived 2026-01-01T10:00:00+09:00 -");
    }

    @Test
    void endBeforeTheStartShouldNotBeWritten() {
        assertThat(stays(admitted("202601051000"), discharged("202601051000", "202601011000")))
                .containsExactly("finished 2026-01-05T10:00:00+09:00 -");
    }

    private static List<String> stays(StayContribution... movements) {
        return merged(movements).stream()
                .map(stay -> stay.getStatus().toCode() + " "
                        + text(stay.getPeriod().getStartElement().getValueAsString()) + " "
                        + text(stay.getPeriod().getEndElement().getValueAsString()))
                .toList();
    }

    private static String text(@Nullable String time) {
        return time == null ? "-" : time;
    }

    private static List<Encounter> merged(StayContribution... movements) {
        List<Contribution> contributions = new ArrayList<>(List.of(movements));
        return Stays.merge(GROUP, contributions).stream()
                .map(Encounter.class::cast)
                .toList();
    }

    private static StayContribution admitted(String time) {
        return movement(Movement.ADMISSION, time, null);
    }

    private static StayContribution discharged(@Nullable String admission, String time) {
        return movement(Movement.DISCHARGE, admission, time);
    }

    private static StayContribution movement(Movement movement, @Nullable String start, @Nullable String end) {
        return new StayContribution(
                GROUP,
                movement,
                time(start),
                time(end),
                "I",
                null,
                Stream.of(new Reference().setDisplay("医師")).toList(),
                List.of(),
                null,
                null);
    }

    private static @Nullable Timestamp time(@Nullable String ts) {
        return ts == null ? null : Timestamp.parse(ts, new Ledger().file()).orElseThrow();
    }
}
