package org.tsumugi.testbed.document;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.tsumugi.testbed.draw.Digits;
import org.tsumugi.testbed.message.Envelope;
import org.tsumugi.testbed.person.Person;
import org.tsumugi.testbed.person.PersonName;
import org.tsumugi.testbed.person.Sex;
import org.tsumugi.testbed.story.Course;
import org.tsumugi.testbed.story.Prescription;
import org.tsumugi.testbed.story.Stay;

/** 退院時サマリー: CDA R2 with the sections diagnosis, course and medication, in UTF-8. */
public final class DischargeSummary {

    private static final String PATIENTS = "1.2.392.100495.20.3.51.1";
    private static final String INSTITUTIONS = "1.2.392.100495.20.3.23";
    private static final String LOINC = "2.16.840.1.113883.6.1";

    private DischargeSummary() {}

    /**
     * A summary of a stay that is over.
     *
     * @param number of the document
     * @param outcome in one sentence
     * @param prescriptions of the stay
     */
    public static byte[] write(
            Envelope envelope, String number, Course course, List<Prescription> prescriptions, String outcome) {
        String text = String.join(
                "\n",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                "<ClinicalDocument xmlns=\"urn:hl7-org:v3\">",
                "  <typeId root=\"2.16.840.1.113883.1.3\" extension=\"POCD_HD000040\"/>",
                "  <id root=\"" + INSTITUTIONS + "\" extension=\""
                        + envelope.facility().code() + "." + number + "\"/>",
                "  <code code=\"18842-5\" codeSystem=\"" + LOINC + "\" displayName=\"退院時サマリー\"/>",
                "  <title>退院時サマリー</title>",
                "  <effectiveTime value=\"" + time(envelope.sentAt()) + "+0900\"/>",
                "  <confidentialityCode code=\"N\" codeSystem=\"2.16.840.1.113883.5.25\"/>",
                "  <languageCode code=\"ja-JP\"/>",
                patient(envelope),
                author(envelope, course),
                stay(course.stay()),
                "  <component>",
                "    <structuredBody>",
                section("11535-2", "退院時診断", course.disease().name()),
                section("8648-8", "入院経過", narrative(course, outcome)),
                section("10183-2", "退院時処方", drugs(prescriptions)),
                "    </structuredBody>",
                "  </component>",
                "</ClinicalDocument>",
                "");
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String patient(Envelope envelope) {
        Person person = envelope.registration().person();
        PersonName name = envelope.registration().name();
        return String.join(
                "\n",
                "  <recordTarget>",
                "    <patientRole>",
                "      <id root=\"" + PATIENTS + envelope.facility().code() + "\" extension=\""
                        + escaped(envelope.registration().patientNumber()) + "\"/>",
                "      <patient>",
                "        <name use=\"IDE\"><family>" + escaped(name.surname()) + "</family><given>"
                        + escaped(name.given()) + "</given></name>",
                "        <name use=\"SYL\"><family>" + escaped(name.surnameKana()) + "</family><given>"
                        + escaped(name.givenKana()) + "</given></name>",
                "        <administrativeGenderCode code=\"" + (person.sex() == Sex.F ? "F" : "M")
                        + "\" codeSystem=\"2.16.840.1.113883.5.1\"/>",
                "        <birthTime value=\"" + day(person.birthDate().atStartOfDay()) + "\"/>",
                "      </patient>",
                "    </patientRole>",
                "  </recordTarget>");
    }

    private static String author(Envelope envelope, Course course) {
        var doctor = course.careAt(envelope.sentAt()).doctor();
        String organization = "<id root=\"" + INSTITUTIONS + "\" extension=\""
                + envelope.facility().code() + "\"/><name>"
                + escaped(envelope.facility().name()) + "</name>";
        return String.join(
                "\n",
                "  <author>",
                "    <time value=\"" + time(envelope.sentAt()) + "+0900\"/>",
                "    <assignedAuthor>",
                "      <id root=\"1.2.392.100495.20.3.41.1"
                        + envelope.facility().code() + "\" extension=\"" + escaped(doctor.id()) + "\"/>",
                "      <assignedPerson><name><family>" + escaped(doctor.name().surname()) + "</family><given>"
                        + escaped(doctor.name().given()) + "</given></name></assignedPerson>",
                "      <representedOrganization>" + organization + "</representedOrganization>",
                "    </assignedAuthor>",
                "  </author>",
                "  <custodian>",
                "    <assignedCustodian><representedCustodianOrganization>" + organization
                        + "</representedCustodianOrganization></assignedCustodian>",
                "  </custodian>");
    }

    private static String stay(Stay stay) {
        String end = stay.discharged()
                .map(time -> "<high value=\"" + time(time) + "\"/>")
                .orElse("");
        return String.join(
                "\n",
                "  <componentOf>",
                "    <encompassingEncounter>",
                "      <code code=\"IMP\" codeSystem=\"2.16.840.1.113883.5.4\"/>",
                "      <effectiveTime><low value=\"" + time(stay.admitted()) + "\"/>" + end + "</effectiveTime>",
                "    </encompassingEncounter>",
                "  </componentOf>");
    }

    private static String section(String code, String title, String text) {
        return String.join(
                "\n",
                "      <component>",
                "        <section>",
                "          <code code=\"" + code + "\" codeSystem=\"" + LOINC + "\"/>",
                "          <title>" + escaped(title) + "</title>",
                "          <text>" + escaped(text) + "</text>",
                "        </section>",
                "      </component>");
    }

    private static String narrative(Course course, String outcome) {
        return course.disease().name() + "のため"
                + course.stay().care().department().title() + "に入院。" + outcome;
    }

    private static String drugs(List<Prescription> prescriptions) {
        String drugs = prescriptions.stream()
                .flatMap(prescription -> prescription.rps().stream())
                .flatMap(rp -> rp.drugs().stream()
                        .map(drug -> drug.name() + " " + rp.usage().text()))
                .collect(Collectors.joining("、"));
        return drugs.isEmpty() ? "なし" : drugs;
    }

    private static String day(LocalDateTime time) {
        return Digits.pad(time.getYear() * 10_000L + time.getMonthValue() * 100L + time.getDayOfMonth(), 8);
    }

    private static String time(LocalDateTime time) {
        return day(time) + Digits.pad(time.getHour() * 10_000L + time.getMinute() * 100L + time.getSecond(), 6);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
