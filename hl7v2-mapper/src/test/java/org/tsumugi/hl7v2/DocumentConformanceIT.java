package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.storage.ExtendedStoragePath;

/** What the mapper makes of the extended storage has no error against JP Core 1.1.2 either. */
class DocumentConformanceIT {

    private static final String CDA = """
            <?xml version="1.0" encoding="UTF-8"?>
            <ClinicalDocument xmlns="urn:hl7-org:v3"><id root="1.2.392.999.1" extension="D-1"/>
            <code code="18842-5" codeSystem="2.16.840.1.113883.6.1"/><title>退院時サマリー</title>
            <effectiveTime value="20260402103000+0900"/>
            <author><assignedAuthor><assignedPerson><name>架空 花子</name></assignedPerson></assignedAuthor></author>
            </ClinicalDocument>
            """;

    @ParameterizedTest
    @EnumSource(Systems.class)
    void documentsShouldHaveNoErrorAgainstTheirProfiles(Systems systems) throws Exception {
        FhirValidator validator = JpCorePackage.validator(systems);
        MappedStorage storage = new MappedStorage(
                SsMix2Mapper.of(new MapperSettings(PatientIdMismatch.QUARANTINE, systems)), "1312345670");
        String summary = "000/000/0000001/20260401/S01^退院サマリ^99ZZ1^18842-5^退院時サマリー^LN/0000001_20260401_S01_1_";
        storage.add(ExtendedStoragePath.parse(summary + "20260402103000123_01_1/main_document.xml"), bytes(CDA));
        storage.add(ExtendedStoragePath.parse(summary + "20260402103000123_01_1/style.css"), bytes("p {}"));
        storage.add(
                ExtendedStoragePath.parse(
                        "000/000/0000001/-/LJCS-100D/0000001_-_LJCS-100D_1.2.3.4_202604021030_2/main_document.hl7"),
                bytes("MSH|^~\\&|a|b|GW|c|20260402||ORU^R30^ORU_R30|1|P|2.5\rPID|0001||0000001\r"));

        assertThat(storage.resources(DocumentReference.class)).hasSize(2);
        for (Resource resource : storage.resources()) {
            assertThat(validator.validateWithResult(resource).getMessages())
                    .as(resource.fhirType())
                    .noneMatch(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
