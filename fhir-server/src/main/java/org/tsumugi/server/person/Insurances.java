package org.tsumugi.server.person;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.mpi.Insurance;

/**
 * Coverage (JP Core) → {@link Insurance}, verbatim. Public payers (公費) are among them, with 公費負担者番号 for the insurer and 受給者番号
 * for the number: which insurer numbers count is for the master patient index to say.
 */
public final class Insurances {

    private static final String EXTENSION =
            "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Coverage_InsuredPerson";

    private Insurances() {}

    /** Those that these resources tell, in their order; a Coverage that has no number at all tells none. */
    public static List<Insurance> of(List<? extends Resource> resources) {
        List<Insurance> insurances = new ArrayList<>();
        for (Resource resource : resources) {
            if (resource instanceof Coverage coverage) {
                Insurance insurance = of(coverage);
                if (!isEmpty(insurance)) {
                    insurances.add(insurance);
                }
            }
        }
        return insurances;
    }

    private static Insurance of(Coverage coverage) {
        return new Insurance(
                insurer(coverage),
                part(coverage, "Symbol"),
                coverage.hasSubscriberId() ? coverage.getSubscriberId() : part(coverage, "Number"),
                part(coverage, "SubNumber"));
    }

    private static boolean isEmpty(Insurance insurance) {
        return insurance.insurer().isEmpty()
                && insurance.symbol().isEmpty()
                && insurance.number().isEmpty()
                && insurance.branch().isEmpty();
    }

    /** The insurer is contained, and its first number is the one that is meant. */
    private static String insurer(Coverage coverage) {
        return coverage.getContained().stream()
                .filter(Organization.class::isInstance)
                .flatMap(payor -> ((Organization) payor).getIdentifier().stream())
                .filter(identifier -> identifier.getValue() != null)
                .map(Identifier::getValue)
                .findFirst()
                .orElse("");
    }

    private static String part(Coverage coverage, String name) {
        Extension extension = coverage.getExtensionByUrl(EXTENSION + name);
        return extension == null || !extension.hasValue()
                ? ""
                : extension.getValue().primitiveValue();
    }
}
