package org.tsumugi.server.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.search.PatientEntry;
import org.tsumugi.search.PersonDocument;

/**
 * In which documents of the index each Patient may be: what a Patient has left must be written again. It is noted before a document is
 * written, in a transaction of its own: a transaction that fails after that takes back what it did to the database, and not what it did to
 * the index.
 */
final class WrittenDocuments {

    private static final String GIVEN = """
            from unnest(cast(? as uuid[]), cast(? as text[])) as given (patient_id, document)
            """;

    private static final String NEW = "select count(*) " + GIVEN + """
            where not exists (
                select from tsumugi.search_document d
                where d.patient_id = given.patient_id and d.document = given.document)
            """;

    private static final String NOTE = "insert into tsumugi.search_document (patient_id, document) "
            + "select given.patient_id, given.document " + GIVEN + " on conflict do nothing";

    private static final String FORGET =
            """
            delete from tsumugi.search_document d
            where d.document = any(cast(? as text[])) and not exists (select
            """ + GIVEN + " where given.patient_id = d.patient_id and given.document = d.document)";

    private final JdbcOperations jdbc;
    private final SideConnections side;

    /**
     * @param jdbc takes part in the caller's transaction
     * @param side takes no part in it
     */
    WrittenDocuments(JdbcOperations jdbc, SideConnections side) {
        this.jdbc = jdbc;
        this.side = side;
    }

    /** Pairs of Patient and document. */
    private record Pairs(String[] patients, String[] documents) {

        static Pairs of(Collection<PersonDocument> documents) {
            List<String> patients = new ArrayList<>();
            List<String> in = new ArrayList<>();
            for (PersonDocument document : documents) {
                for (PatientEntry patient : document.patients()) {
                    patients.add(patient.id());
                    in.add(document.key());
                }
            }
            return new Pairs(patients.toArray(String[]::new), in.toArray(String[]::new));
        }
    }

    /** These are about to be written. Committed when it returns. */
    void begin(Collection<PersonDocument> documents) {
        Pairs pairs = Pairs.of(documents);
        Long added = jdbc.queryForObject(NEW, Long.class, pairs.patients(), pairs.documents());
        if (added != null && added > 0) {
            side.apart().executeWithoutResult(status -> side.jdbc().update(NOTE, pairs.patients(), pairs.documents()));
        }
    }

    /** These are written, and count, in every generation: other Patients are in none of them. Joins the caller's transaction. */
    void complete(Collection<PersonDocument> documents) {
        Pairs pairs = Pairs.of(documents);
        jdbc.update(
                FORGET,
                documents.stream().map(PersonDocument::key).toArray(String[]::new),
                pairs.patients(),
                pairs.documents());
    }
}
