package org.tsumugi.testbed.message;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.tsumugi.testbed.facility.Staff;
import org.tsumugi.testbed.story.Drug;
import org.tsumugi.testbed.story.Prescription;
import org.tsumugi.testbed.story.Prescription.Rp;

/** OMP-11 処方実施通知, {@code RAS^O17}: what an inpatient took on one day, below each Rp. */
public final class Omp11Writer {

    private static final List<LocalTime> ONCE = List.of(LocalTime.of(8, 20));
    private static final List<LocalTime> TWICE = List.of(LocalTime.of(8, 20), LocalTime.of(18, 30));
    private static final List<LocalTime> THRICE =
            List.of(LocalTime.of(8, 20), LocalTime.of(12, 30), LocalTime.of(18, 30));

    private Omp11Writer() {}

    /** Whether there is anything to tell: what is taken when needed only, nobody writes down here. */
    public static boolean tells(Prescription prescription) {
        return prescription.rps().stream().anyMatch(rp -> !rp.usage().asNeeded());
    }

    /** @param nurse who gave it */
    public static Message write(Envelope envelope, Prescription prescription, LocalDate day, Staff nurse) {
        Message message = new Message()
                .add(CommonSegments.msh(envelope, "RAS^O17^RAS_O17"))
                .add(CommonSegments.pid(envelope.registration()));
        CommonSegments.allergies(message, envelope);
        message.add(CommonSegments.visit(prescription.care()));
        int number = 0;
        for (Rp rp : prescription.rps()) {
            number++;
            if (!rp.usage().asNeeded()) {
                message.add(orc(envelope, prescription, number));
                int counter = 0;
                for (LocalTime time : times(rp)) {
                    counter++;
                    for (Drug drug : rp.drugs()) {
                        message.add(rxa(prescription, drug, counter, day.atTime(time), nurse));
                    }
                }
                message.add(new Segment("RXR").set(1, rp.usage().external() ? "AP^外用^HL70162" : "PO^口^HL70162"));
            }
        }
        return message;
    }

    /** The time of the last dose that day. */
    public static LocalDateTime end(LocalDate day) {
        return day.atTime(18, 30);
    }

    private static List<LocalTime> times(Rp rp) {
        return switch (rp.usage().times()) {
            case 1 -> ONCE;
            case 2 -> TWICE;
            default -> THRICE;
        };
    }

    private static Segment orc(Envelope envelope, Prescription prescription, int rp) {
        Segment orc = new Segment("ORC")
                .set(1, "NW")
                .set(2, prescription.orderNumber())
                .set(4, Integer.toString(rp));
        return CommonSegments.orderedBy(orc, prescription.at(), prescription.care(), envelope.facility())
                .set(29, CommonSegments.orderType(prescription.care().inpatient()));
    }

    private static Segment rxa(Prescription prescription, Drug drug, int counter, LocalDateTime at, Staff nurse) {
        return new Segment("RXA")
                .set(1, "0")
                .set(2, Integer.toString(counter))
                .set(3, Hl7.minute(at))
                .set(4, Hl7.minute(at))
                .set(5, drug.hot9(), drug.name(), "HOT9")
                .set(6, BigDecimal.valueOf(drug.dose()).stripTrailingZeros().toPlainString())
                .set(7, drug.unit(), drug.unitName(), "MR9P")
                .set(10, CommonSegments.staff(nurse))
                .set(11, CommonSegments.place(prescription.care()))
                .set(20, "CP")
                .set(22, Hl7.second(at.plusMinutes(4)));
    }
}
