package org.tsumugi.server.search;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.context.RuntimeSearchParam.RuntimeSearchParamStatusEnum;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.IdType;
import org.tsumugi.search.NamedTypes;

/** The search parameters that are ours and not FHIR's. */
public final class SearchParameters {

    /** Of a drug's dose for one time. */
    public static final String DOSE = "dose-quantity";

    private static final String BASE = "urn:tsumugi:search-parameter:";

    private static final Map<String, String> DOSES = Map.of(
            "MedicationRequest", "MedicationRequest.dosageInstruction.doseAndRate.dose.ofType(Quantity)",
            "MedicationAdministration", "MedicationAdministration.dosage.dose");

    private SearchParameters() {}

    /** All of them, one for each type. */
    public static List<RuntimeSearchParam> all() {
        List<RuntimeSearchParam> all = new ArrayList<>();
        for (String type : NamedTypes.ALL) {
            // without a path HAPI indexes nothing: the names stand in a table of ours
            all.add(parameter(
                    type,
                    NameSearch.PARAMETER,
                    "A name of what the record is about: text and displays of its code or medication, of a mixture also those of the"
                            + " ingredients. Width, case, white space and kinds of hyphen do not matter. Starts with; :contains any part;"
                            + " :exact the whole",
                    "",
                    RestSearchParameterTypeEnum.STRING));
        }
        List<String> counted = new ArrayList<>(NamedTypes.ALL);
        counted.add("Patient");
        for (String type : counted) {
            all.add(parameter(
                    type,
                    Counts.DISTINCT,
                    "With _summary=count, distinct=person counts persons (across facilities) in place of resources",
                    "",
                    RestSearchParameterTypeEnum.TOKEN));
        }
        DOSES.forEach((type, path) -> all.add(
                parameter(type, DOSE, "The dose of a drug for one time", path, RestSearchParameterTypeEnum.QUANTITY)));
        return all;
    }

    private static RuntimeSearchParam parameter(
            String type, String name, String description, String path, RestSearchParameterTypeEnum kind) {
        return new RuntimeSearchParam(
                new IdType("SearchParameter/" + type + "-" + name),
                BASE + type + "-" + name,
                name,
                description,
                path,
                kind,
                Set.of(),
                Set.of(),
                RuntimeSearchParamStatusEnum.ACTIVE,
                List.of(type));
    }
}
