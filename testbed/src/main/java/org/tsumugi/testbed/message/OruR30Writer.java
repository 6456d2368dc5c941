package org.tsumugi.testbed.message;

import java.time.LocalDateTime;
import org.tsumugi.testbed.story.Care;
import org.tsumugi.testbed.story.VitalSigns;

/** バイタルサイン of the extended storage, {@code ORU^R30}: one panel, one OBX per sign. */
public final class OruR30Writer {

    private final Message message = new Message();
    private final LocalDateTime measured;
    private int set;

    private OruR30Writer(LocalDateTime measured) {
        this.measured = measured;
    }

    public static Message write(Envelope envelope, Care care, VitalSigns signs) {
        OruR30Writer writer = new OruR30Writer(signs.at());
        writer.head(envelope, care);
        writer.sign("8480-6", "収縮期血圧", Integer.toString(signs.systolic()), "mm[Hg]", "mmHg");
        writer.sign("8462-4", "拡張期血圧", Integer.toString(signs.diastolic()), "mm[Hg]", "mmHg");
        writer.sign("8867-4", "脈拍数", Integer.toString(signs.pulse()), "/min", "回／分");
        writer.sign("8310-5", "体温", signs.temperature().toPlainString(), "Cel", "℃");
        writer.sign("59408-5", "経皮的動脈血酸素飽和度", Integer.toString(signs.saturation()), "%", "%");
        return writer.message;
    }

    private void head(Envelope envelope, Care care) {
        message.add(CommonSegments.msh(envelope, "ORU^R30^ORU_R30"))
                .add(CommonSegments.pid(envelope.registration()))
                .add(CommonSegments.visit(care))
                .add(CommonSegments.orderedBy(new Segment("ORC").set(1, "NW"), measured, care, envelope.facility()))
                .add(new Segment("OBR")
                        .set(1, "1")
                        .set(4, "85353-1^バイタルサイン^LN")
                        .set(7, Hl7.minute(measured))
                        .set(25, "F"));
    }

    private void sign(String code, String name, String value, String unit, String unitName) {
        set++;
        message.add(new Segment("OBX")
                .set(1, Integer.toString(set))
                .set(2, "NM")
                .set(3, code, name, "LN")
                .set(5, value)
                .set(6, unit, unitName, "UCUM")
                .set(11, "F")
                .set(14, Hl7.minute(measured)));
    }
}
