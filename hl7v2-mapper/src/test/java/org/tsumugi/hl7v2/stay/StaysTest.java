package org.tsumugi.hl7v2.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsumugi.hl7v2.stay.Told.cancelled;
import static org.tsumugi.hl7v2.stay.Told.doctors;
import static org.tsumugi.hl7v2.stay.Told.extension;
import static org.tsumugi.hl7v2.stay.Told.merged;
import static org.tsumugi.hl7v2.stay.Told.only;
import static org.tsumugi.hl7v2.stay.Told.places;
import static org.tsumugi.hl7v2.stay.Told.statuses;
import static org.tsumugi.hl7v2.stay.Told.stays;
import static org.tsumugi.hl7v2.stay.Told.that;

import java.util.List;
import org.hl7.fhir.r4.model.Encounter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.identity.ResourceIds;

class StaysTest {

    @Test
    void openStayShouldHaveNoEnd() {
        assertThat(stays(admitted("202601011000"))).containsExactly("arrived 01-01T10:00..");
    }

    @Test
    void dischargeWithoutAdmissionTimeShouldCloseTheLatestStayThatBeganByThen() {
        assertThat(stays(admitted("202601011000"), admitted("202603011000"), discharged(null, "202602011000")))
                .containsExactly("finished 01-01T10:00..02-01T10:00", "arrived 03-01T10:00..");
    }

    @Test
    void dischargeOfTheDayOfAdmissionShouldCloseItWhenOnlyTheDayIsKnown() {
        assertThat(stays(admitted("202601011000"), discharged(null, "20260101")))
                .containsExactly("finished 01-01..01-01");
        assertThat(only(admitted("202601011000"), discharged(null, "20260101"))
                        .getPeriod()
                        .getStartElement()
                        .getExtensionString("urn:tsumugi:extension:precise-time"))
                .isEqualTo("2026-01-01T10:00:00+09:00");
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
                    .startsWith("finished 02-01T10:00..03-01");
        }
        assertThat(stays(
                        admitted("202602011000"),
                        discharged(null, "202602101000"),
                        admitted("202603011000"),
                        discharged(null, "20260301")))
                .last()
                .isEqualTo("finished 03-01..03-01");
    }

    @Test
    void dischargeOfAnotherStayOfTheDayShouldNotReplaceTheDischargeThatIsTheStaysOwn() {
        assertThat(stays(
                        admitted("202601010900"),
                        discharged("202601010900", "202601011100"),
                        discharged("202601011400", "202601051000")))
                .containsExactly("finished 01-01T09:00..01-01T11:00", "finished 01-01T14:00..01-05T10:00");
        assertThat(stays(
                        discharged("202601011400", "202601051000"),
                        discharged("202601010900", "202601011100"),
                        admitted("202601010900")))
                .containsExactly("finished 01-01T09:00..01-01T11:00", "finished 01-01T14:00..01-05T10:00");
    }

    @Test
    void namedDischargeShouldCloseItsOwnStay() {
        assertThat(stays(
                        admitted("202601011000"),
                        admitted("202601051000"),
                        discharged("202601011000", "202601061000"),
                        discharged(null, "202601071000")))
                .containsExactly("finished 01-01T10:00..01-06T10:00", "finished 01-05T10:00..01-07T10:00");
    }

    @Test
    void dischargeThatFindsNoStayShouldBeAStayOfItsOwn() {
        assertThat(stays(discharged(null, "202601061000"))).containsExactly("finished ..01-06T10:00");
        assertThat(stays(admitted("202601011000"), discharged(null, "202601021000"), discharged(null, "202602021000")))
                .containsExactly("finished 01-01T10:00..01-02T10:00", "finished ..02-02T10:00");
    }

    @Test
    void namedDischargeWithoutItsAdmissionShouldHaveTheIdOfTheStay() {
        Encounter discharged = only(discharged("202601011000", "202601061000"));
        Encounter admitted = only(admitted("202601011000"));
        assertThat(discharged.getId()).isEqualTo(admitted.getId());
        assertThat(discharged.getIdElement().getIdPart())
                .isEqualTo(ResourceIds.uuid("1312345670", "Encounter", "0001|20260101100000")
                        .toString());
    }

    @Test
    void laterDischargeOfTheSameDayShouldCorrectTheEarlier() {
        assertThat(stays(admitted("202601011000"), discharged(null, "202601061400"), discharged(null, "202601061000")))
                .containsExactly("finished 01-01T10:00..01-06T10:00");
    }

    @Test
    void twoStaysOfOneDayShouldStayApart() {
        assertThat(stays(
                        admitted("202601010800"),
                        discharged(null, "202601011000"),
                        admitted("202601011200"),
                        discharged(null, "202601011400")))
                .containsExactly("finished 01-01T08:00..01-01T10:00", "finished 01-01T12:00..01-01T14:00");
    }

    @Test
    void cancelledAdmissionShouldBeCancelledUntilAdmittedAgain() {
        Told cancel = cancelled(Movement.ADMISSION, "202601011000");
        assertThat(stays(admitted("202601011000"), cancel)).containsExactly("cancelled 01-01T10:00..");
        assertThat(stays(admitted("202601011000"), cancel, admitted("202601011000")))
                .containsExactly("arrived 01-01T10:00..");
    }

    @Test
    void cancellationAloneShouldSayThatTheStayWasCancelled() {
        Encounter stay =
                only(cancelled(Movement.ADMISSION, "202601011000").to("3E").by("医師"));
        assertThat(stay.getStatus()).isEqualTo(Encounter.EncounterStatus.CANCELLED);
        assertThat(stay.getId()).isEqualTo(only(admitted("202601011000")).getId());
        assertThat(places(stay)).containsExactly("3E completed 01-01T10:00..");
    }

    @Test
    void whatWasSaidBeforeTheCancellationOfTheStayShouldBeTakenBackWithIt() {
        Told cancel = cancelled(Movement.ADMISSION, "202601011000");
        assertThat(stays(
                        admitted("202601011000"),
                        moved("202601021000").to("4W"),
                        discharged(null, "202601031000"),
                        cancel))
                .containsExactly("cancelled 01-01T10:00..01-03T10:00");
        assertThat(stays(admitted("202601011000"), cancel, moved("202601021000").to("4W")))
                .containsExactly("cancelled 01-01T10:00..", "in-progress ..");
    }

    @Test
    void cancelledDischargeShouldLeaveTheStayOpen() {
        Told cancel = cancelled(Movement.DISCHARGE, "20260106");
        assertThat(stays(admitted("202601011000"), discharged(null, "202601061000"), cancel))
                .containsExactly("in-progress 01-01T10:00..");
        assertThat(cancel.said().sustains()).isFalse();
        assertThat(stays(cancel)).isEmpty();
        assertThat(stays(cancel.ofStay("202601011000"))).containsExactly("in-progress 01-01T10:00..");
        assertThat(cancel.said().sustains()).isTrue();
    }

    @Test
    void endBeforeTheStartShouldNotBeWritten() {
        assertThat(stays(admitted("202601051000"), discharged("202601051000", "202601011000")))
                .containsExactly("finished 01-05T10:00..");
    }

    @Test
    void secondsThatOneMessageLeavesOutShouldNotMakeAnotherStay() {
        assertThat(stays(admitted("20260101100030"), discharged("202601011000", "202601061000")))
                .containsExactly("finished 01-01T10:00:30+09:00..01-06T10:00");
    }

    // ---- plans ----

    @Test
    void plannedAdmissionShouldBeAnEncounterOfItsOwnUntilItIsFulfilled() {
        Told plan = that(Movement.ADMISSION_PLAN, "202601101000").to("3E");
        Encounter planned = only(plan);
        assertThat(stays(plan)).containsExactly("planned 01-10T10:00..");
        assertThat(places(planned)).containsExactly("3E planned 01-10T10:00..");
        assertThat(planned.getIdElement().getIdPart())
                .isEqualTo(ResourceIds.uuid("1312345670", "Encounter", "0001|plan|20260110100000")
                        .toString());

        Encounter stay = only(plan, admitted("202601100930").to("4W"));
        assertThat(stay.getId()).isEqualTo(only(admitted("202601100930")).getId());
        assertThat(places(stay)).containsExactly("4W active 01-10T09:30..");
        assertThat(statuses(stay)).containsExactly("planned ..01-10T09:30");
        assertThat(extension(stay, "planned-admission")).isEqualTo("01-10T10:00");
    }

    @Test
    void plannedAdmissionShouldBeFulfilledByTheNearestLaterStay() {
        assertThat(stays(
                        that(Movement.ADMISSION_PLAN, "20260110"),
                        admitted("202601051000"),
                        discharged(null, "202601061000"),
                        admitted("202601121000"),
                        admitted("202603011000")))
                .containsExactly("finished 01-05T10:00..01-06T10:00", "arrived 01-12T10:00..", "arrived 03-01T10:00..");
        assertThat(stays(that(Movement.ADMISSION_PLAN, "20260210"), admitted("202601051000")))
                .containsExactly("arrived 01-05T10:00..", "planned 02-10..");
        assertThat(stays(
                        that(Movement.ADMISSION_PLAN, "202601101200"),
                        admitted("202601100800"),
                        discharged(null, "202601101000"),
                        admitted("202601101230")))
                .hasSize(2);
    }

    @Test
    void plannedAdmissionShouldBeFulfilledWithinThirtyDaysOnly() {
        assertThat(stays(that(Movement.ADMISSION_PLAN, "202601101000"), admitted("202602090900")))
                .containsExactly("arrived 02-09T09:00..");
        assertThat(stays(that(Movement.ADMISSION_PLAN, "202601101000"), admitted("202602100900")))
                .containsExactly("arrived 02-10T09:00..", "planned 01-10T10:00..");
        assertThat(stays(that(Movement.ADMISSION_PLAN, "202601"), admitted("202603020900")))
                .containsExactly("arrived 03-02T09:00..");
        assertThat(stays(that(Movement.ADMISSION_PLAN, "202601101000"), admitted("202901100900")))
                .hasSize(2);
    }

    @Test
    void cancelledPlanShouldStayApartFromLaterStays() {
        Told plan = that(Movement.ADMISSION_PLAN, "202601101000");
        Told cancel = cancelled(Movement.ADMISSION_PLAN, "202601101000");
        assertThat(stays(plan, cancel)).containsExactly("cancelled 01-10T10:00..");
        assertThat(stays(cancel)).containsExactly("cancelled 01-10T10:00..");
        assertThat(only(cancel).getId()).isEqualTo(only(plan).getId());
        assertThat(stays(plan, cancel, admitted("202601101000")))
                .containsExactly("arrived 01-10T10:00..", "cancelled 01-10T10:00..");
        assertThat(stays(plan, cancel, plan)).containsExactly("planned 01-10T10:00..");
    }

    @Test
    void planShouldComeBackWhenTheAdmissionIsCancelled() {
        assertThat(stays(
                        that(Movement.ADMISSION_PLAN, "202601101000"),
                        admitted("202601101000"),
                        cancelled(Movement.ADMISSION, "202601101000")))
                .containsExactly("cancelled 01-10T10:00..", "planned 01-10T10:00..");
    }

    @Test
    void plannedDischargeShouldBeTheLastOneSaidUntilItIsTakenBack() {
        Told first = that(Movement.DISCHARGE_PLAN, "20260120").recorded("202601021000");
        Told second = that(Movement.DISCHARGE_PLAN, "20260118").recorded("202601031000");
        Told cancel = cancelled(Movement.DISCHARGE_PLAN, "20260118").recorded("202601041000");
        Told cancelFirst = cancelled(Movement.DISCHARGE_PLAN, "20260120").recorded("202601041000");
        Told in = admitted("202601011000");
        assertThat(extension(only(in, first, second), "planned-discharge")).isEqualTo("01-18");
        assertThat(extension(only(in, first, second, cancel), "planned-discharge"))
                .isEqualTo("-");
        assertThat(extension(only(in, first, second, cancelFirst), "planned-discharge"))
                .isEqualTo("01-18");
        assertThat(stays(in, first)).containsExactly("in-progress 01-01T10:00..");
        assertThat(stays(in, first, cancelFirst)).containsExactly("in-progress 01-01T10:00..");
    }

    // ---- places ----

    @Test
    void transfersShouldBeALocationHistory() {
        Encounter stay = only(
                admitted("202601011000").to("3E"),
                moved("202601031500").from("3E").to("4W"),
                moved("202601051500").from("4W").to("ICU"),
                discharged(null, "202601091000").to("ICU"));
        assertThat(places(stay))
                .containsExactly(
                        "3E completed 01-01T10:00..01-03T15:00",
                        "4W completed 01-03T15:00..01-05T15:00",
                        "ICU completed 01-05T15:00..01-09T10:00");
        assertThat(statuses(stay))
                .containsExactly("arrived 01-01T10:00..01-03T15:00", "in-progress 01-03T15:00..01-09T10:00");
    }

    @Test
    void missingTransfersShouldLeaveGapsInTheLocationHistory() {
        assertThat(places(only(
                        admitted("202601011000").to("3E"),
                        moved("202601051500").from("4W").to("ICU"),
                        discharged(null, "202601091000").to("5N"))))
                .containsExactly(
                        "3E completed 01-01T10:00..",
                        "4W completed ..01-05T15:00",
                        "ICU completed 01-05T15:00..",
                        "5N completed ..01-09T10:00");
    }

    @Test
    void repeatedTransferShouldNotBeAnotherEntry() {
        Told moved = moved("202601031500").from("3E").to("4W");
        assertThat(places(only(admitted("202601011000").to("3E"), moved, moved)))
                .containsExactly("3E completed 01-01T10:00..01-03T15:00", "4W active 01-03T15:00..");
        assertThat(places(only(
                        admitted("202601011000").to("3E"),
                        moved,
                        moved("202601031500").from("3E").to("5N"))))
                .as("the same transfer, corrected")
                .containsExactly("3E completed 01-01T10:00..01-03T15:00", "5N active 01-03T15:00..");
    }

    @Test
    void cancelledTransferShouldLeaveThePatientWhereHeWas() {
        Encounter stay = only(
                admitted("202601011000").to("3E"),
                moved("202601031500").from("3E").to("4W"),
                cancelled(Movement.TRANSFER, "202601031500"));
        assertThat(places(stay)).containsExactly("3E active 01-01T10:00..");
        assertThat(stay.getStatus()).isEqualTo(Encounter.EncounterStatus.INPROGRESS);
        assertThat(places(only(
                        admitted("202601011000").to("3E"),
                        cancelled(Movement.TRANSFER, "202601031500"),
                        moved("202601031500").from("3E").to("4W"))))
                .as("said again after it was taken back")
                .contains("4W active 01-03T15:00..");
    }

    @Test
    void transferAloneShouldMakeTheStayThatItNames() {
        Encounter stay =
                only(moved("202601031500").ofStay("202601011000").from("3E").to("4W"));
        assertThat(stay.getId()).isEqualTo(only(admitted("202601011000")).getId());
        assertThat(stay.getPeriod().getStartElement().getValueAsString()).isEqualTo("2026-01-01T10:00:00+09:00");
        assertThat(places(stay)).containsExactly("3E completed ..01-03T15:00", "4W active 01-03T15:00..");
    }

    @Test
    void movementsThatFindNoStayShouldBeOneStayOfUnknownBeginning() {
        assertThat(stays(
                        moved("202601031500").to("4W"),
                        moved("202601051500").to("5N"),
                        discharged(null, "202601091000"),
                        admitted("202602011000"),
                        discharged(null, "202602031000"),
                        moved("202603031000").to("4W")))
                .containsExactly("finished 02-01T10:00..02-03T10:00", "finished ..01-09T10:00", "in-progress ..");
    }

    @Test
    void plannedTransferShouldBeAPlannedPlaceUntilItIsCarriedOutOrTakenBack() {
        Told in = admitted("202601011000").to("3E");
        Told plan = that(Movement.TRANSFER_PLAN, "202601051000")
                .recorded("202601021000")
                .to("3E")
                .pending("4W");
        assertThat(places(only(in, plan))).containsExactly("3E active 01-01T10:00..", "4W planned 01-05T10:00..");
        assertThat(places(only(in, plan, moved("202601051100").from("3E").to("4W"))))
                .containsExactly("3E completed 01-01T10:00..01-05T11:00", "4W active 01-05T11:00..");
        assertThat(places(only(in, plan, moved("202601041100").from("3E").to("4W"))))
                .as("brought forward")
                .hasSize(2);
        assertThat(places(only(in, plan, cancelled(Movement.TRANSFER_PLAN, "202601051000"))))
                .containsExactly("3E active 01-01T10:00..");
        assertThat(places(only(in, plan, discharged(null, "202601041000"))))
                .containsExactly("3E completed 01-01T10:00..01-04T10:00");
    }

    @Test
    void plannedTransferWithoutAPlaceShouldKeepItsTime() {
        Encounter stay = only(
                admitted("202601011000"),
                that(Movement.TRANSFER_PLAN, "20260105").in("08"));
        assertThat(stay.getExtensionByUrl("urn:tsumugi:extension:planned-transfer")
                        .getExtensionByUrl("time")
                        .getValue()
                        .primitiveValue())
                .isEqualTo("2026-01-05");
        assertThat(stay.hasServiceProvider()).isFalse();
    }

    @Test
    void transferToAnotherDepartmentInTheSameBedShouldBeAnEntry() {
        Encounter stay = only(
                admitted("202601011000").to("3E").in("01"),
                moved("202601031000").to("3E").in("08"));
        assertThat(places(stay)).containsExactly("3E completed 01-01T10:00..01-03T10:00", "3E active 01-03T10:00..");
        assertThat(stay.getServiceProvider().getReference()).isEqualTo("Organization/08");
    }

    // ---- leave ----

    @Test
    void leaveShouldReserveTheBedUntilTheReturn() {
        Told in = admitted("202601011000").to("3E");
        Told left = that(Movement.LEAVE, "202601101000").to("3E").comesBack("202601111700");
        Encounter away = only(in, left);
        assertThat(away.getStatus()).isEqualTo(Encounter.EncounterStatus.ONLEAVE);
        assertThat(places(away)).containsExactly("3E reserved 01-01T10:00..");
        assertThat(extension(away, "expected-return")).isEqualTo("01-11T17:00");

        Encounter back = only(in, left, that(Movement.RETURN, "202601111800").to("3E"));
        assertThat(back.getStatus()).isEqualTo(Encounter.EncounterStatus.INPROGRESS);
        assertThat(places(back)).containsExactly("3E active 01-01T10:00..");
        assertThat(statuses(back))
                .containsExactly("arrived 01-01T10:00..01-10T10:00", "onleave 01-10T10:00..01-11T18:00");
        assertThat(extension(back, "expected-return")).isEqualTo("-");
    }

    @Test
    void leaveToAKnownPlaceShouldBeThePlaceOfThePatient() {
        Told in = admitted("202601011000").to("3E");
        Told left = that(Movement.LEAVE, "202601101000").from("3E").to("HOME");
        assertThat(places(only(in, left))).containsExactly("3E reserved 01-01T10:00..", "HOME active 01-10T10:00..");
        assertThat(places(only(
                        in,
                        left,
                        that(Movement.RETURN, "202601111800").from("HOME").to("3E"))))
                .containsExactly("3E active 01-01T10:00..", "HOME completed 01-10T10:00..01-11T18:00");
    }

    @Test
    void cancellationsOfLeaveShouldFollowJami() {
        Told in = admitted("202601011000");
        Told left = that(Movement.LEAVE, "202601101000");
        Told back = that(Movement.RETURN, "202601111800");
        assertThat(status(in, left, cancelled(Movement.LEAVE, "202601101000"))).isEqualTo("in-progress");
        assertThat(status(in, left, back, cancelled(Movement.RETURN, "202601111800")))
                .isEqualTo("onleave");
        assertThat(status(in, cancelled(Movement.RETURN, "202601111800"))).isEqualTo("onleave");
        assertThat(status(in, left, back, cancelled(Movement.RETURN, "202601111800"), back))
                .isEqualTo("in-progress");
        assertThat(status(in, left, back, cancelled(Movement.RETURN, "202601111700")))
                .as("the only return of the day")
                .isEqualTo("onleave");
    }

    @Test
    void returnWithoutItsLeaveShouldSayThatThePatientWasOnLeave() {
        Encounter stay = only(admitted("202601011000"), that(Movement.RETURN, "202601111800"));
        assertThat(stay.getStatus()).isEqualTo(Encounter.EncounterStatus.INPROGRESS);
        assertThat(statuses(stay)).containsExactly("arrived 01-01T10:00..", "onleave ..01-11T18:00");
    }

    @Test
    void movementsOfADayWithoutTimesShouldBeTakenAsTheyWereSaid() {
        assertThat(status(
                        admitted("20260110"), that(Movement.LEAVE, "202601101300"), that(Movement.RETURN, "20260110")))
                .isEqualTo("in-progress");
    }

    // ---- people and classes ----

    @Test
    void changeOfDoctorShouldEndThePeriodOfTheOneBefore() {
        Told in = admitted("202601011000").by("A");
        Told change = that(Movement.DOCTOR_CHANGE, "202601051000").by("B");
        assertThat(doctors(only(in, change))).containsExactly("A ..01-05T10:00", "B 01-05T10:00..");
        assertThat(doctors(only(in, change, discharged(null, "202601091000").by("B"))))
                .containsExactly("A ..01-05T10:00", "B 01-05T10:00..");
        assertThat(doctors(only(in, change, cancelled(Movement.DOCTOR_CHANGE, "202601051000"))))
                .containsExactly("A ..");
    }

    @Test
    void changeOfClassShouldBeHistory() {
        Encounter stay =
                only(admitted("202601011000").of("E"), moved("202601011500").of("I"));
        assertThat(stay.getClass_().getCode()).isEqualTo("IMP");
        assertThat(stay.getClassHistory()).hasSize(1);
        assertThat(stay.getClassHistoryFirstRep().getClass_().getCode()).isEqualTo("EMER");
        assertThat(Told.period(stay.getClassHistoryFirstRep().getPeriod())).isEqualTo("01-01T10:00..01-01T15:00");
    }

    // ---- visits ----

    @Test
    void receptionShouldBeAVisitOfItsOwn() {
        Told received = that(Movement.RECEPTION, "202601050900").of("O").to("08");
        List<Encounter> both = merged(received, admitted("202601051000"));
        assertThat(stays(received, received, admitted("202601051000")))
                .containsExactly("arrived 01-05T10:00..", "arrived 01-05T09:00..");
        assertThat(both.get(1).getClass_().getCode()).isEqualTo("AMB");
        assertThat(both.get(1).getIdElement().getIdPart())
                .isEqualTo(ResourceIds.uuid("1312345670", "Encounter", "0001|visit|20260105090000")
                        .toString());
    }

    @Test
    void changeOfAnOutpatientsDoctorShouldBelongToTheVisit() {
        Told received = that(Movement.RECEPTION, "202601050900").of("O").by("A");
        Told change = that(Movement.DOCTOR_CHANGE, "202601051000").of("O").by("B");
        assertThat(doctors(only(received, change))).containsExactly("A ..01-05T10:00", "B 01-05T10:00..");
        assertThat(doctors(only(received, change.ofStay("202601050900")))).hasSize(2);
    }

    private static String status(Told... movements) {
        return only(movements).getStatus().toCode();
    }

    private static Told admitted(String time) {
        return that(Movement.ADMISSION, time);
    }

    private static Told moved(String time) {
        return that(Movement.TRANSFER, time);
    }

    private static Told discharged(@Nullable String admission, String time) {
        return that(Movement.DISCHARGE, time).ofStay(admission);
    }
}
