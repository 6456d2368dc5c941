package org.tsumugi.testbed.message;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.tsumugi.testbed.story.Drug;
import org.tsumugi.testbed.story.Prescription;
import org.tsumugi.testbed.story.Prescription.Rp;
import org.tsumugi.testbed.story.Usage;

/** OMP-01 処方オーダ, {@code RDE^O11}: one order group per drug, drugs of one Rp share ORC-4. */
public final class Omp01Writer {

    private static final String UNITS = "MR9P";

    private Omp01Writer() {}

    /** The prescription is new, or replaces an earlier one. */
    public static Message write(Envelope envelope, Prescription prescription) {
        return message(envelope, prescription, "NW");
    }

    /** The prescription was taken back. */
    public static Message cancel(Envelope envelope, Prescription prescription) {
        return message(envelope, prescription, "CA");
    }

    private static Message message(Envelope envelope, Prescription prescription, String control) {
        Message message = new Message()
                .add(CommonSegments.msh(envelope, "RDE^O11^RDE_O11"))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(prescription.care()));
        CommonSegments.allergies(message, envelope);
        int number = 0;
        for (Rp rp : prescription.rps()) {
            number++;
            for (Drug drug : rp.drugs()) {
                message.add(orc(envelope, prescription, control, number))
                        .add(rxe(envelope, prescription, rp, drug))
                        .add(tq1(prescription, rp))
                        .add(new Segment("RXR").set(1, rp.usage().external() ? "AP^外用^HL70162" : "PO^口^HL70162"));
            }
        }
        return message;
    }

    private static Segment orc(Envelope envelope, Prescription prescription, String control, int rp) {
        Segment orc = new Segment("ORC")
                .set(1, control)
                .set(2, prescription.orderNumber())
                .set(4, Integer.toString(rp));
        return CommonSegments.orderedBy(orc, prescription.at(), prescription.care(), envelope.facility())
                .set(29, CommonSegments.orderType(prescription.care().inpatient()));
    }

    private static Segment rxe(Envelope envelope, Prescription prescription, Rp rp, Drug drug) {
        BigDecimal dose = BigDecimal.valueOf(drug.dose());
        BigDecimal daily = dose.multiply(BigDecimal.valueOf(rp.usage().times()));
        BigDecimal each = rp.usage().asNeeded() ? dose : daily;
        String unit = Hl7.components(drug.unit(), drug.unitName(), UNITS);
        Segment rxe = new Segment("RXE")
                .set(2, drugCode(drug, envelope))
                .set(3, plain(dose))
                .set(5, unit)
                .set(10, plain(each.multiply(BigDecimal.valueOf(rp.days()))))
                .set(11, unit)
                .set(15, prescription.orderNumber())
                .set(21, prescription.care().inpatient() ? "IHP^入院処方^MR9P" : "OHP^外来処方^MR9P~OHI^院内処方^MR9P")
                .set(27, kind(rp.usage()));
        if (!rp.usage().asNeeded()) {
            rxe.set(19, plain(daily) + "^" + Hl7.subComponents(drug.unit(), drug.unitName(), UNITS));
        }
        if (envelope.facility().dialect().yjCodes()) {
            rxe.set(31, drug.yj(), drug.name(), "YJ");
        }
        return rxe;
    }

    /** HOT9, and beside it the hospital's own code where it has one. */
    private static String drugCode(Drug drug, Envelope envelope) {
        return envelope.facility().dialect().localCodes()
                ? Hl7.components(
                        drug.hot9(), drug.name(), "HOT9", "Y" + drug.yj().substring(7), drug.name(), "99X05")
                : Hl7.components(drug.hot9(), drug.name(), "HOT9");
    }

    private static String kind(Usage usage) {
        if (usage.external()) {
            return "23^外用^JHSP0003";
        }
        return usage.asNeeded() ? "22^頓用^JHSP0003" : "21^内服^JHSP0003";
    }

    private static Segment tq1(Prescription prescription, Rp rp) {
        LocalDate first = prescription.at().toLocalDate();
        Segment tq1 = new Segment("TQ1")
                .set(1, "1")
                .set(3, Hl7.subComponents(rp.usage().code(), rp.usage().text(), "JAMISDP01"))
                .set(7, Hl7.date(first));
        if (rp.usage().asNeeded()) {
            return tq1.set(14, Integer.toString(rp.days()));
        }
        return tq1.set(6, rp.days() + "^D&日&ISO+").set(8, Hl7.date(first.plusDays(rp.days() - 1L)));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
