package org.tsumugi.server.person;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.tsumugi.mpi.Insurance;
import org.tsumugi.mpi.PersonIdentifier;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.Sex;

/**
 * Evidence as it stands in the database. Every member is always there but
 * {@code replacedBy}, which few have; what is not known is an empty string or array.
 *
 * <pre>{@code
 * person_source.body
 * {"names": [{"script": "IDEOGRAPHIC|PHONETIC|ALPHABETIC", "use": "OFFICIAL|USUAL|FORMER", "family": "", "given": ""}],
 *  "sex": "MALE|FEMALE|OTHER|UNKNOWN", "birthDate": "", "identifiers": [{"system": "", "value": ""}],
 *  "postalCode": "", "phones": [""], "replacedBy": ""}
 *
 * person_insurance.body
 * [{"insurer": "", "symbol": "", "number": "", "branch": ""}]
 * }</pre>
 */
public final class EvidenceJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private EvidenceJson() {}

    /** For {@code person_source.body}. */
    public static String write(PersonEvidence evidence) {
        ObjectNode body = NODES.objectNode();
        ArrayNode names = body.putArray("names");
        evidence.names()
                .forEach(name -> names.addObject()
                        .put("script", name.script().name())
                        .put("use", name.use().name())
                        .put("family", name.family())
                        .put("given", name.given()));
        body.put("sex", evidence.sex().name()).put("birthDate", evidence.birthDate());
        ArrayNode identifiers = body.putArray("identifiers");
        evidence.identifiers()
                .forEach(identifier -> identifiers
                        .addObject()
                        .put("system", identifier.system())
                        .put("value", identifier.value()));
        body.put("postalCode", evidence.postalCode());
        ArrayNode phones = body.putArray("phones");
        evidence.phones().forEach(phones::add);
        return (evidence.replacedBy().isEmpty() ? body : body.put("replacedBy", evidence.replacedBy())).toString();
    }

    /** For {@code person_insurance.body}. */
    public static String write(List<Insurance> insurances) {
        ArrayNode body = NODES.arrayNode();
        insurances.forEach(insurance -> body.addObject()
                .put("insurer", insurance.insurer())
                .put("symbol", insurance.symbol())
                .put("number", insurance.number())
                .put("branch", insurance.branch()));
        return body.toString();
    }

    /**
     * What {@link #write(PersonEvidence)} wrote.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static PersonEvidence readEvidence(String body) {
        JsonNode node = parse(body);
        return new PersonEvidence(
                each(
                        node.path("names"),
                        name -> new PersonName(
                                Script.valueOf(text(name, "script")),
                                Use.valueOf(text(name, "use")),
                                text(name, "family"),
                                text(name, "given"))),
                Sex.valueOf(text(node, "sex")),
                text(node, "birthDate"),
                each(
                        node.path("identifiers"),
                        identifier -> new PersonIdentifier(text(identifier, "system"), text(identifier, "value"))),
                text(node, "postalCode"),
                each(node.path("phones"), JsonNode::asText),
                node.path("replacedBy").asText());
    }

    /**
     * What {@link #write(List)} wrote.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static List<Insurance> readInsurances(String body) {
        return each(
                parse(body),
                insurance -> new Insurance(
                        text(insurance, "insurer"),
                        text(insurance, "symbol"),
                        text(insurance, "number"),
                        text(insurance, "branch")));
    }

    private static String text(JsonNode node, String member) {
        JsonNode value = node.get(member);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException("evidence without " + member);
        }
        return value.asText();
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> read) {
        if (!array.isArray()) {
            throw new IllegalArgumentException("evidence with something else for an array");
        }
        List<T> values = new ArrayList<>();
        array.forEach(element -> values.add(read.apply(element)));
        return values;
    }

    /** The message of a parser quotes what it could not read. */
    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("evidence that is no JSON");
        }
    }
}
