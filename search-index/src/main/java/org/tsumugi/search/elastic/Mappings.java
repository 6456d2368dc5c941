package org.tsumugi.search.elastic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the indices are made with. */
final class Mappings {

    /**
     * Rises with every change of what documents hold or mean, or of how names are folded: an index of another form is made anew from the
     * database.
     */
    static final int FORM = 1;

    /** Far above what a patient has; the default of 10,000 is not. */
    private static final int MOST_RECORDS = 5_000_000;

    /** A part of a name may be in so many names. */
    private static final int MOST_TERMS = 5_000_000;

    /** So long a version that was deleted holds earlier ones off. */
    private static final String KEEP_DELETED = "1h";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Mappings() {}

    static String persons(Layout layout) {
        ObjectNode index = JSON.createObjectNode();
        ObjectNode settings = settings(index, layout);
        settings.put("mapping.nested_objects.limit", MOST_RECORDS);
        settings.put("max_terms_count", MOST_TERMS);
        settings.put("codec", "best_compression");
        ObjectNode person = strict(index.putObject("mappings"));
        keyword(person, Fields.KEY);
        keyword(person, Fields.DIGEST).put("index", false);
        ObjectNode patient = nested(person, Fields.PATIENTS);
        keyword(patient, Fields.ID).put("index", false).put("doc_values", false);
        putPatient(patient);
        putRecord(nested(patient, Fields.RECORDS));
        return index.toString();
    }

    static String records(Layout layout) {
        ObjectNode index = JSON.createObjectNode();
        ObjectNode settings = settings(index, layout);
        settings.put("max_terms_count", MOST_TERMS);
        settings.put("gc_deletes", KEEP_DELETED);
        ObjectNode mappings = index.putObject("mappings");
        mappings.putObject("_source").put("enabled", false);
        ObjectNode record = strict(mappings);
        keyword(record, Fields.PERSON);
        keyword(record, Fields.ID).put("index", false);
        type(record, Fields.CONTENT, "long").put("index", false);
        putPatient(record);
        putRecord(record);
        return index.toString();
    }

    private static void putPatient(ObjectNode patient) {
        keyword(patient, Fields.FACILITY);
        keyword(patient, Fields.GENDER);
        keyword(patient, Fields.DENIALS);
        type(patient, Fields.BIRTH_FIRST, "integer");
        type(patient, Fields.BIRTH_LAST, "integer");
    }

    private static void putRecord(ObjectNode record) {
        keyword(record, Fields.TYPE).put("doc_values", false);
        keyword(record, Fields.NAMES);
        for (String parameter : Fields.DAY_PARAMETERS) {
            type(record, Fields.firstDay(parameter), "integer");
            type(record, Fields.lastDay(parameter), "integer");
        }
        for (String parameter : Fields.AMOUNT_PARAMETERS) {
            type(record, Fields.number(parameter), "double");
            keyword(record, Fields.withUnit(parameter)).put("doc_values", false);
        }
    }

    static String names(Layout layout) {
        ObjectNode index = JSON.createObjectNode();
        settings(index, layout);
        ObjectNode name = strict(index.putObject("mappings"));
        keyword(name, Fields.KEY);
        keyword(name, Fields.TYPE);
        keyword(name, Fields.NAME);
        type(name, Fields.BIGRAMS, "text")
                .put("analyzer", "whitespace")
                .put("norms", false)
                .put("index_options", "positions");
        return index.toString();
    }

    /** What is written counts when {@link Copy#refresh()} says so, so that those who wait for it need not wait for a clock. */
    private static ObjectNode settings(ObjectNode index, Layout layout) {
        ObjectNode settings = index.putObject("settings").putObject("index");
        settings.put("number_of_shards", layout.shards());
        settings.put("number_of_replicas", layout.replicas());
        settings.put("refresh_interval", "-1");
        return settings;
    }

    private static ObjectNode strict(ObjectNode mapping) {
        return mapping.put("dynamic", "strict").putObject("properties");
    }

    private static ObjectNode nested(ObjectNode properties, String field) {
        return strict(properties.putObject(field).put("type", "nested"));
    }

    private static ObjectNode keyword(ObjectNode properties, String field) {
        return type(properties, field, "keyword");
    }

    private static ObjectNode type(ObjectNode properties, String field, String type) {
        return properties.putObject(field).put("type", type);
    }
}
