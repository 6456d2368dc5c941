package org.tsumugi.hl7v2;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.junit.jupiter.api.Assumptions;
import org.tsumugi.hl7v2.MapperSettings.Systems;

/** A validator with one of the two published packages of JP Core 1.1.2, read in place; skips the test where it is absent. */
public final class JpCorePackage {

    private static final int BLOCK = 512;
    private static final List<String> LOINC_CODES =
            List.of("LP29693-6", "LP29684-5", "LP7796-8", "LP7819-8", "18725-2", "18842-5", "57133-1", "11506-3");
    private static final Map<Systems, String> PACKAGES =
            Map.of(Systems.URL, "jp-core.r4-1.1.2-url.tgz", Systems.OID, "jp-core.r4-1.1.2-snapshot.tgz");

    private JpCorePackage() {}

    /** Validates against base R4 and the profiles of this generation; skips the test that asks where the package is absent. */
    public static FhirValidator validator(Systems systems) throws IOException {
        Path file = Samples.storage().resolve("../../jp-core").resolve(Objects.requireNonNull(PACKAGES.get(systems)));
        Assumptions.assumeTrue(Files.isRegularFile(file), "the JP Core package is not here");
        FhirContext fhir = FhirContext.forR4Cached();
        PrePopulatedValidationSupport jpCore = new PrePopulatedValidationSupport(fhir);
        for (String json : definitions(file)) {
            jpCore.addResource(fhir.newJsonParser().parseResource(json));
        }
        jpCore.addResource(loincFragment());
        UnknownCodeSystemWarningValidationSupport unknown = new UnknownCodeSystemWarningValidationSupport(fhir);
        ValidationSupportChain chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(fhir),
                jpCore,
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir),
                new SnapshotGeneratingValidationSupport(fhir),
                unknown);
        return fhir.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
    }

    /** The LOINC codes that JP Core's profiles fix: LOINC itself, and above all its part codes, is in no package at hand. */
    private static CodeSystem loincFragment() {
        CodeSystem loinc = new CodeSystem();
        loinc.setUrl("http://loinc.org").setStatus(PublicationStatus.ACTIVE).setContent(CodeSystemContentMode.FRAGMENT);
        for (String code : LOINC_CODES) {
            loinc.addConcept().setCode(code);
        }
        return loinc;
    }

    /** The definitions in a package: a gzipped tar, whose headers are blocks of 512 bytes with the name and octal size. */
    private static List<String> definitions(Path tgz) throws IOException {
        List<String> found = new ArrayList<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(tgz))) {
            byte[] header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                String name = text(header, 0, 100);
                int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
                byte[] content = in.readNBytes(size);
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                if (name.matches("package/(StructureDefinition|CodeSystem|ValueSet|NamingSystem)-.*\\.json")) {
                    found.add(new String(content, StandardCharsets.UTF_8));
                }
                header = in.readNBytes(BLOCK);
            }
        }
        return found;
    }

    private static String text(byte[] header, int from, int length) {
        String text = new String(header, from, length, StandardCharsets.US_ASCII);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
