package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.storage.StoragePath;

/** Everything the mapper makes has no error against the JP Core 1.1.2 profile it names, in both generations of systems. */
class JpCoreConformanceIT {

    @ParameterizedTest
    @EnumSource(Systems.class)
    void resourcesShouldHaveNoErrorAgainstTheirProfiles(Systems systems) throws Exception {
        FhirValidator validator = JpCorePackage.validator(systems);
        List<String> errors = new ArrayList<>();
        int checked = 0;
        for (Resource resource : resources(systems)) {
            checked++;
            validator.validateWithResult(resource).getMessages().stream()
                    .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
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

    static List<Resource> resources(Systems systems) throws Exception {
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
}
