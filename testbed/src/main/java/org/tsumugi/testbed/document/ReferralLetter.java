package org.tsumugi.testbed.document;

import java.util.List;
import org.tsumugi.testbed.message.Envelope;
import org.tsumugi.testbed.story.PatientStory;

/** 紹介状, as a PDF: why another doctor sends the patient. */
public final class ReferralLetter {

    private ReferralLetter() {}

    /** The letter with which the patient came. */
    public static byte[] write(Envelope envelope, PatientStory story) {
        var name = envelope.registration().name();
        return Pdf.of(List.of(
                "診療情報提供書（架空）",
                envelope.facility().name() + "　御中",
                "患者　" + name.surname() + "　" + name.given() + "　様",
                "傷病名　" + story.problems().get(0).fullName(),
                "平素よりお世話になっております。上記患者様をご紹介申し上げます。",
                "ご高診のほどよろしくお願いいたします。"));
    }
}
