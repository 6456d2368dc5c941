package org.tsumugi.server.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which tables of our schema a backup takes, and how. One that is not named here is taken as a whole. */
final class JournalTables {

    static final String SCHEMA = "tsumugi";
    static final String FILES = "storage_file";
    static final String CONTENTS = "file_content";
    static final String BEGINNINGS = "file_beginning";
    static final String ISSUES = "file_issue";
    static final String SUMMARIES = "sender_summary";
    static final String ACTIONS = "operator_action";
    static final String PERSONS = "person_id";
    static final String DECISIONS = "person_decision";
    static final String REVIEWS = "person_review";
    static final String LOOKS = "review_action";
    static final String ACTIVATIONS = "person_rules_activation";

    /** They grow for ever; each backup takes the rows that changed. */
    static final List<String> INCREMENTAL = List.of(
            FILES, CONTENTS, BEGINNINGS, ISSUES, SUMMARIES, ACTIONS, PERSONS, DECISIONS, REVIEWS, LOOKS, ACTIVATIONS);

    /** Made again from the others, or about this server only. */
    private static final Set<String> NOT_TAKEN = Set.of(
            "flyway_schema_history",
            // what was made of files
            "contributor",
            "resource_group",
            "produced_resource",
            "produced_reference",
            "document_file",
            "person_source",
            "person_insurance",
            "person_outbox",
            // whose record each is follows from the IDs, what people decided and the rules
            "person_record",
            "person_key",
            "person_candidate_key",
            "person_candidate",
            "person_doubt",
            "person_doubt_record",
            "person_expected",
            "person_form",
            // the search index, and how far it is
            "search_name",
            "search_name_outbox",
            "named_record",
            "search_outbox",
            "search_document",
            "search_generation",
            "search_installation",
            "search_backfill",
            "transaction_record",
            "mapping_version",
            // what is to be done, and counts
            "work_item",
            "tally",
            "tally_delta",
            "issue_tally",
            "issue_tally_delta",
            "activity",
            "activity_delta",
            "job",
            "verify_finding",
            "backup_run",
            "restore_run",
            "store_epoch",
            "mail_outbox",
            "alarm");

    /** What the pipeline makes of a file; the rest of the row is what was received. */
    private static final Set<String> STATE =
            Set.of("state", "pending_since", "retry_at", "attempts", "rejected", "role_flag", "mapping", "changed_xid");

    private JournalTables() {}

    /** The tables that are taken as a whole, those that others refer to first. */
    static List<String> whole(Connection database) throws SQLException {
        Map<String, Set<String>> targets = new HashMap<>();
        for (String table : strings(database, """
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = ? and c.relkind in ('r', 'p') order by c.relname
                """, SCHEMA)) {
            if (!NOT_TAKEN.contains(table) && !INCREMENTAL.contains(table)) {
                targets.put(table, new HashSet<>(strings(database, """
                        select t.relname from pg_constraint k
                        join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
                        join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = ? and c.relname = ? and k.contype = 'f' and t.oid <> c.oid
                        """, SCHEMA, table)));
            }
        }
        List<String> ordered = new ArrayList<>();
        targets.keySet().stream().sorted().forEach(table -> add(table, targets, ordered, new HashSet<>()));
        return ordered;
    }

    private static void add(String table, Map<String, Set<String>> targets, List<String> ordered, Set<String> above) {
        Set<String> first = targets.get(table);
        if (first == null || ordered.contains(table) || !above.add(table)) {
            return;
        }
        first.stream().sorted().forEach(target -> add(target, targets, ordered, above));
        ordered.add(table);
    }

    /** The columns of a table that are taken. */
    static List<String> columns(Connection database, String table) throws SQLException {
        return strings(database, """
                        select a.attname from pg_attribute a
                        join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = ? and c.relname = ? and a.attnum > 0 and not a.attisdropped
                            and a.attgenerated = '' order by a.attnum
                        """, SCHEMA, table).stream()
                .filter(column -> !INCREMENTAL.contains(table) || !STATE.contains(column))
                .toList();
    }

    static List<String> strings(Connection database, String sql, String... arguments) throws SQLException {
        try (PreparedStatement query = database.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setString(i + 1, arguments[i]);
            }
            List<String> strings = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    strings.add(rows.getString(1));
                }
            }
            return strings;
        }
    }

    /** Names in SQL, as they are. */
    static String quoted(List<String> columns, String prefix) {
        return String.join(
                ", ",
                columns.stream().map(column -> prefix + '"' + column + '"').toList());
    }
}
