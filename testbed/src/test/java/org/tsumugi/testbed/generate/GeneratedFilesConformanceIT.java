package org.tsumugi.testbed.generate;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.JpCorePackage;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;

/** What the mapper makes of generated files of every data type has no error against JP Core, in both generations. */
class GeneratedFilesConformanceIT {

    private static final int OF_A_TYPE_AND_PROFILE = 12;

    @ParameterizedTest
    @EnumSource(Systems.class)
    void generatedFilesOfEveryTypeShouldBeValid(Systems systems) throws Exception {
        FhirValidator validator = JpCorePackage.validator(systems);
        SsMix2Mapper mapper = SsMix2Mapper.of(new MapperSettings(PatientIdMismatch.QUARANTINE, systems));
        Map<String, Integer> checked = new HashMap<>();
        Map<DataType, Integer> ofTypes = new TreeMap<>();
        List<String> errors = new ArrayList<>();
        for (Map.Entry<String, byte[]> file :
                new TreeMap<>(GeneratedNetwork.of(3, 60, 17).files()).entrySet()) {
            StoragePath path = StoragePath.parse(file.getKey().substring(11));
            for (Contribution contribution : mapper.map(file.getKey().substring(0, 10), path, file.getValue())
                    .contributions()) {
                for (Resource resource : mapper.merge(contribution.group(), List.of(contribution))) {
                    String kind = path.dataType()
                            + resource.fhirType()
                            + resource.getMeta().getProfile();
                    if (checked.merge(kind, 1, Integer::sum) <= OF_A_TYPE_AND_PROFILE) {
                        ofTypes.merge(path.dataType(), 1, Integer::sum);
                        validate(validator, path.dataType(), resource, errors);
                    }
                }
            }
        }
        Set<DataType> without = EnumSet.allOf(DataType.class);
        without.removeAll(ofTypes.keySet());
        assertThat(without).as("types of which nothing was validated").isEmpty();
        System.out.printf("Validated against JP Core (%s): %s, %d errors%n", systems, ofTypes, errors.size());
        assertThat(errors).isEmpty();
    }

    private static void validate(FhirValidator validator, DataType type, Resource resource, List<String> errors) {
        validator.validateWithResult(resource).getMessages().stream()
                .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .forEach(message -> errors.add(type + " " + message.getLocationString() + ": " + message.getMessage()));
    }
}
