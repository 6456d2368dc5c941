package org.tsumugi.server.search;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.StringType;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.search.Name;

/**
 * Says of each record that was found by a name, in an extension of {@code entry.search}, which of its names that was: who looks for a part
 * of a name sees what else has that part (LDL is in non-LDL).
 */
@Interceptor
public final class MatchedNames {

    /** The extension of {@code Bundle.entry.search}: a name in its folded form. */
    public static final String NAME = "urn:tsumugi:fhir:matched-name";

    private static final String KEY = MatchedNames.class.getName();

    private static final String NAMES = """
            select h.fhir_id, n.resource_type, n.folded
            from hfj_resource h
            join tsumugi.named_record r on r.partition_id = h.partition_id and r.res_id = h.res_id
            join tsumugi.search_name n on n.name_key = r.name_key
            where h.res_type = ? and h.fhir_id = any(cast(? as text[]))
            """;

    private final JdbcOperations jdbc;

    /** @param jdbc on the database that holds HAPI's tables and the schema {@code tsumugi} */
    public MatchedNames(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Of a request by itself: entries of a batch have one request's data in common. */
    static void expect(RequestDetails request, NameCondition condition) {
        if (!request.isSubRequest()) {
            List<NameCondition> conditions = new ArrayList<>(conditions(request));
            conditions.add(condition);
            request.getUserData().put(KEY, List.copyOf(conditions));
        }
    }

    private static List<NameCondition> conditions(RequestDetails request) {
        List<NameCondition> conditions = new ArrayList<>();
        if (request.getUserData().get(KEY) instanceof List<?> kept) {
            kept.forEach(each -> conditions.add((NameCondition) each));
        }
        return conditions;
    }

    /** The last thing before the answer is written. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void say(RequestDetails request, IBaseResource answer) {
        List<NameCondition> conditions = conditions(request);
        if (answer instanceof Bundle bundle && !conditions.isEmpty()) {
            Map<String, BundleEntryComponent> matches = new HashMap<>();
            for (BundleEntryComponent entry : bundle.getEntry()) {
                if (entry.getSearch().getMode() == SearchEntryMode.MATCH && entry.hasResource()) {
                    matches.put(entry.getResource().getIdElement().getIdPart(), entry);
                }
            }
            if (!matches.isEmpty()) {
                say(conditions, matches);
            }
        }
    }

    private void say(List<NameCondition> conditions, Map<String, BundleEntryComponent> matches) {
        Map<String, TreeSet<String>> found = new HashMap<>();
        jdbc.query(
                NAMES,
                row -> {
                    Name name = new Name(row.getString(2), row.getString(3));
                    if (conditions.stream()
                            .anyMatch(condition -> condition.anyOf().stream().anyMatch(test -> test.matches(name)))) {
                        found.computeIfAbsent(row.getString(1), id -> new TreeSet<>())
                                .add(name.folded());
                    }
                },
                conditions.get(0).type(),
                matches.keySet().toArray(String[]::new));
        found.forEach((id, names) -> {
            BundleEntryComponent entry = matches.get(id);
            if (entry != null) {
                names.forEach(name -> entry.getSearch().addExtension(NAME, new StringType(name)));
            }
        });
    }
}
