package org.tsumugi.hl7v2.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.hl7v2.document.ClinicalDocument.Code;
import org.tsumugi.hl7v2.document.ClinicalDocument.Id;
import org.tsumugi.hl7v2.document.ClinicalDocumentReader.MalformedException;

class ClinicalDocumentReaderTest {

    private static final String HEADER = """
            <?xml version="1.0" encoding="UTF-8"?>
            <?xml-stylesheet type="text/xsl" href="style.xsl"?>
            <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
              <id root="1.2.392.999.1" extension="D-1"/>
              <code code="18842-5" codeSystem="2.16.840.1.113883.6.1" displayName="退院時サマリー"/>
              <title>退院時
                サマリー</title>
              <effectiveTime value="20260401103000+0900"/>
              <recordTarget><patientRole><id root="1.2.392.999.2" extension="0000001"/></patientRole></recordTarget>
              <author><assignedAuthor><assignedPerson>
                <name use="IDE"><family>架空</family><given>花子</given></name>
                <name use="SYL"><family>カクウ</family><given>ハナコ</given></name>
              </assignedPerson></assignedAuthor></author>
            """;

    @Test
    void readShouldGiveTheHeader() throws MalformedException {
        ClinicalDocument cda = read(HEADER
                + "<component><structuredBody><component><section><title>既往歴</title></section></component></structuredBody>"
                + "</component></ClinicalDocument>");

        assertThat(cda.id()).isEqualTo(new Id("1.2.392.999.1", "D-1"));
        assertThat(cda.code()).isEqualTo(new Code("18842-5", "2.16.840.1.113883.6.1", "退院時サマリー"));
        assertThat(cda.title()).isEqualTo("退院時 サマリー");
        assertThat(cda.effectiveTime()).isEqualTo("20260401103000+0900");
        assertThat(cda.authors()).containsExactly("架空 花子");
        assertThat(cda.patientIds()).containsExactly("0000001");
    }

    @Test
    void readShouldGiveNothingWhenTheXmlIsNoClinicalDocument() throws MalformedException {
        assertThat(ClinicalDocumentReader.read(bytes("<ClinicalDocument><title>x</title></ClinicalDocument>")))
                .as("of another namespace")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not XML",
                "<ClinicalDocument xmlns='urn:hl7-org:v3'><title>broken off",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
                "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>",
                "<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>",
                "<a>&undeclared;</a>"
            })
    void readShouldRefuseWhatIsMalformedOrBringsEntities(String xml) {
        assertThatThrownBy(() -> ClinicalDocumentReader.read(bytes(xml))).isInstanceOf(MalformedException.class);
    }

    @Test
    void readShouldRefuseXmlThatIsTooDeep() {
        String deep = "<a>".repeat(5000) + "</a>".repeat(5000);
        assertThatThrownBy(() -> ClinicalDocumentReader.read(bytes(deep))).isInstanceOf(MalformedException.class);
    }

    @Test
    void readShouldNotGetSlowerByWhatIsAboveAnElement() {
        String begin = "n".repeat(900);
        String xml = "<ClinicalDocument xmlns='urn:hl7-org:v3'>" + ("<" + begin + ">").repeat(90)
                + "<a/>".repeat(1_000_000) + ("</" + begin + ">").repeat(90) + "</ClinicalDocument>";

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(ClinicalDocumentReader.read(bytes(xml))).isPresent());
    }

    @Test
    void readShouldKeepOnlySoMuchOfATitle() throws MalformedException {
        ClinicalDocument cda = read("<ClinicalDocument xmlns='urn:hl7-org:v3'><title>" + "長".repeat(100_000)
                + "</title></ClinicalDocument>");
        assertThat(cda.title()).hasSize(1000);
    }

    private static ClinicalDocument read(String xml) throws MalformedException {
        return ClinicalDocumentReader.read(bytes(xml)).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
