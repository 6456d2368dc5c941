package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.charset.JapaneseText;

/**
 * Messages that lack a field or a segment: what the mapper makes of them conforms to JP Core all the same. The messages are the
 * golden cases without one of their fields; {@code -Dsparse.step=1} takes every field, which takes an hour.
 */
class SparseMessagesIT {

    private static final int STEP = Integer.getInteger("sparse.step", 60);

    private final IParser parser = FhirContext.forR4Cached().newJsonParser();

    @ParameterizedTest
    @EnumSource(Systems.class)
    void resourcesOfSparseMessagesShouldHaveNoErrorAgainstTheirProfiles(Systems systems) throws Exception {
        FhirValidator validator = JpCorePackage.validator(systems);
        SsMix2Mapper mapper = SsMix2Mapper.of(new MapperSettings(PatientIdMismatch.ACCEPT, systems));
        Set<String> seen = new HashSet<>();
        Set<String> errors = new HashSet<>();
        int count = 0;
        int checked = 0;
        for (TestFiles.NamedFile file : TestFiles.ofCases()) {
            resources(mapper, file, file.bytes()).forEach(one -> seen.add(shape(one)));
            for (Sparse sparse : sparse(file.bytes())) {
                if (count++ % STEP != 0) {
                    continue;
                }
                for (Resource resource : resources(mapper, file, sparse.message())) {
                    if (seen.add(shape(resource))) {
                        checked++;
                        validator.validateWithResult(resource).getMessages().stream()
                                .filter(one -> one.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                                .forEach(one -> errors.add(file.name() + " without " + sparse.without() + ": "
                                        + resource.fhirType() + " " + one.getLocationString() + ": "
                                        + one.getMessage()));
                    }
                }
            }
        }
        assertThat(checked).isPositive();
        assertThat(errors).isEmpty();
    }

    private record Sparse(String without, byte[] message) {}

    private static List<Sparse> sparse(byte[] message) throws Exception {
        String[] segments = JapaneseText.decode(message).text().split("\r");
        List<Sparse> sparse = new ArrayList<>();
        for (int i = 0; i < segments.length; i++) {
            String[] fields = segments[i].split("\\|", -1);
            String name = fields[0] + " (" + (i + 1) + ")";
            if (!fields[0].equals("MSH") && !fields[0].equals("PID")) {
                sparse.add(sparse(name, segments, i, null));
            }
            for (int j = fields[0].equals("MSH") ? 2 : 1; j < fields.length; j++) {
                if (!fields[j].isEmpty()) {
                    String[] others = fields.clone();
                    others[j] = "";
                    sparse.add(sparse(name + "-" + j, segments, i, String.join("|", others)));
                    String[] parts = fields[j].split("\\^", -1);
                    for (int k = 0; k < parts.length && parts.length > 1; k++) {
                        if (!parts[k].isEmpty()) {
                            String[] otherParts = parts.clone();
                            otherParts[k] = "";
                            others[j] = String.join("^", otherParts);
                            sparse.add(sparse(name + "-" + j + "." + (k + 1), segments, i, String.join("|", others)));
                        }
                    }
                }
            }
        }
        return sparse;
    }

    /** @param instead of the segment with this index; null to leave it out */
    private static Sparse sparse(String without, String[] segments, int index, @Nullable String instead)
            throws Exception {
        List<String> others = new ArrayList<>(List.of(segments));
        if (instead == null) {
            others.remove(index);
        } else {
            others.set(index, instead);
        }
        return new Sparse(without, new GoldenCase.Input("", String.join("\r", others)).bytes());
    }

    private static List<Resource> resources(SsMix2Mapper mapper, TestFiles.NamedFile file, byte[] message) {
        List<Resource> resources = new ArrayList<>();
        mapper.map(file.facility(), file.path(), message)
                .contributions()
                .forEach(one -> resources.addAll(mapper.merge(one.group(), List.of(one))));
        return resources;
    }

    /** Without ids, and without digits, of which a validator asks little. */
    private String shape(Resource resource) {
        return parser.encodeResourceToString(resource)
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "")
                .replaceAll("\\d", "0");
    }
}
