package org.tsumugi.hl7v2;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.storage.PatientFile;

/** What a server would hold after receiving some files: contributions by group, merged, in a stable order. */
final class MappedStorage {

    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private record Received(PatientFile path, int order, Contribution contribution) {}

    private final SsMix2Mapper mapper;
    private final String facility;
    private final Map<GroupKey, List<Received>> groups = new LinkedHashMap<>();
    private final List<MappingIssue> issues = new ArrayList<>();
    private int files;

    MappedStorage(SsMix2Mapper mapper, String facility) {
        this.mapper = mapper;
        this.facility = facility;
    }

    MappedFile add(PatientFile path, byte[] content) {
        MappedFile mapped = mapper.map(facility, path, content);
        int order = files++;
        for (Contribution contribution : mapped.contributions()) {
            groups.computeIfAbsent(contribution.group(), key -> new ArrayList<>())
                    .add(new Received(path, order, contribution));
        }
        issues.addAll(mapped.issues());
        return mapped;
    }

    List<MappingIssue> issues() {
        return issues;
    }

    /** All resources, sorted by type and id. */
    List<Resource> resources() {
        List<Resource> resources = new ArrayList<>();
        groups.forEach((key, received) -> {
            if (received.stream().anyMatch(one -> one.contribution().sustains())) {
                resources.addAll(mapper.merge(key, ordered(received)));
            }
        });
        resources.sort(Comparator.comparing(Resource::fhirType)
                .thenComparing(resource -> resource.getIdElement().getIdPart()));
        return resources;
    }

    private static List<Contribution> ordered(List<Received> received) {
        return received.stream()
                .sorted(Comparator.comparingInt(
                                (Received one) -> one.contribution().tier())
                        .thenComparing(one -> one.path().sortableTime())
                        .thenComparing(Received::order))
                .map(Received::contribution)
                .toList();
    }

    <T extends Resource> List<T> resources(Class<T> type) {
        return resources().stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends Resource> T only(Class<T> type) {
        List<T> found = resources(type);
        if (found.size() != 1) {
            throw new AssertionError("expected one " + type.getSimpleName() + ", found " + found.size());
        }
        return found.get(0);
    }

    String json() {
        IParser parser = FHIR.newJsonParser().setPrettyPrint(true);
        List<String> texts =
                resources().stream().map(parser::encodeResourceToString).toList();
        return String.join("\n", texts);
    }
}
