package org.tsumugi.hl7v2.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.code.JpCore;

/** The required elements of one profile, or of one resource type. */
final class Rules<T extends Resource> {

    private final List<BiConsumer<T, Finding>> checks = new ArrayList<>();

    /** Where it is said that an element is missing. */
    record Finding(Systems generation, List<String> missing) {}

    /** The resource has the element. */
    Rules<T> needs(String element, Predicate<T> has) {
        checks.add((resource, finding) -> {
            if (!has.test(resource)) {
                finding.missing().add(element);
            }
        });
        return this;
    }

    /** Each of the repetitions of an element has a part. */
    <E> Rules<T> each(String element, Function<T, List<E>> repetitions, Predicate<E> has) {
        return needs(element, resource -> {
            List<E> all = repetitions.apply(resource);
            return all.isEmpty() || all.stream().allMatch(has);
        });
    }

    /** Exactly one identifier of this system, and it has a value. */
    Rules<T> slice(String slice, JpCore.Name system, Function<T, List<Identifier>> identifiers) {
        checks.add((resource, finding) -> {
            String wanted = system.in(finding.generation());
            List<Identifier> found = identifiers.apply(resource).stream()
                    .filter(identifier -> wanted.equals(identifier.getSystem()))
                    .toList();
            if (found.size() != 1 || !found.get(0).hasValue()) {
                finding.missing().add("identifier:" + slice);
            }
        });
        return this;
    }

    void check(T resource, Finding finding) {
        checks.forEach(check -> check.accept(resource, finding));
    }
}
