package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.storage.StoragePath;

/** Everything the mapper makes has no error against the JP Core 1.1.2 profile it names, in both generations of systems. */
class JpCoreConformanceIT {

    private static final int BLOCK = 512;
    private static final Map<Systems, String> PACKAGES =
            Map.of(Systems.URL, "jp-core.r4-1.1.2-url.tgz", Systems.OID, "jp-core.r4-1.1.2-snapshot.tgz");

    @ParameterizedTest
    @EnumSource(Systems.class)
    void resourcesShouldHaveNoErrorAgainstTheirProfiles(Systems systems) throws Exception {
        FhirValidator validator = validator(systems);
        List<String> errors = new ArrayList<>();
        int checked = 0;
        for (Resource resource : resources(systems)) {
            checked++;
            validator.validateWithResult(resource).getMessages().stream()
                    .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                    .filter(message -> !isOfTheTerminologyWeDoNotHave(message.getMessage()))
                    .forEach(message -> errors.add(
                            resource.fhirType() + " " + message.getLocationString() + ": " + message.getMessage()));
        }
        assertThat(checked).isGreaterThan(30);
        assertThat(validator.validateWithResult(withoutIdentifier()).isSuccessful())
                .as("a Patient without an identifier conforms, so the profiles are not read")
                .isFalse();
        assertThat(errors).isEmpty();
    }

    private static Patient withoutIdentifier() {
        Patient patient = new Patient();
        patient.getMeta().addProfile("http://jpfhir.jp/fhir/core/StructureDefinition/JP_Patient");
        return patient.setActive(true);
    }

    /** LOINC's part codes (LP…) are in no package at hand. */
    private static boolean isOfTheTerminologyWeDoNotHave(String message) {
        return message.contains("http://loinc.org");
    }

    private static List<Resource> resources(Systems systems) throws Exception {
        MapperSettings settings = new MapperSettings(PatientIdMismatch.ACCEPT, systems);
        List<Resource> resources = new ArrayList<>();
        MappedStorage samples = new MappedStorage(SsMix2Mapper.of(settings), Samples.FACILITY);
        for (String path : Samples.paths()) {
            samples.add(StoragePath.parse(path), Samples.bytes(path));
        }
        resources.addAll(samples.resources());
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/cases"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".case")).sorted().toList()) {
                GoldenCase golden = GoldenCase.read(file);
                MappedStorage storage = new MappedStorage(SsMix2Mapper.of(settings), golden.facility());
                for (GoldenCase.Input input : golden.inputs()) {
                    storage.add(input.path(), input.bytes());
                }
                resources.addAll(storage.resources());
            }
        }
        return resources;
    }

    private static FhirValidator validator(Systems systems) throws IOException {
        Path file = Samples.storage().resolve("../../jp-core").resolve(Objects.requireNonNull(PACKAGES.get(systems)));
        Assumptions.assumeTrue(Files.isRegularFile(file), "the JP Core package is not here");
        FhirContext fhir = FhirContext.forR4Cached();
        PrePopulatedValidationSupport jpCore = new PrePopulatedValidationSupport(fhir);
        for (String json : definitions(file)) {
            jpCore.addResource(fhir.newJsonParser().parseResource(json));
        }
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
