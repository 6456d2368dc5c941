package org.tsumugi.testbed.search;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.tsumugi.search.Name;
import org.tsumugi.testbed.search.data.SyntheticPatient;
import org.tsumugi.testbed.search.data.SyntheticPerson;
import org.tsumugi.testbed.search.data.SyntheticRecord;
import org.tsumugi.testbed.search.data.SyntheticRegion;
import org.tsumugi.testbed.search.data.Vocabulary;

/** Copies a region into tables. */
final class TableLoad {

    private static final int BUFFER = 1 << 20;

    private final CopyManager copy;
    private final StringBuilder patients = new StringBuilder();
    private final StringBuilder denials = new StringBuilder();
    private final StringBuilder records = new StringBuilder();

    TableLoad(Connection connection) throws SQLException {
        copy = connection.unwrap(PGConnection.class).getCopyAPI();
    }

    void run(SyntheticRegion region, Vocabulary vocabulary) throws IOException, SQLException {
        CopyIn in = copy.copyIn("copy record from stdin");
        Iterator<SyntheticPerson> persons = region.persons().iterator();
        while (persons.hasNext()) {
            take(persons.next());
            if (records.length() > BUFFER || !persons.hasNext()) {
                byte[] bytes = records.toString().getBytes(StandardCharsets.UTF_8);
                in.writeToCopy(bytes, 0, bytes.length);
                records.setLength(0);
            }
        }
        in.endCopy();
        copy.copyIn("copy patient from stdin", new StringReader(patients.toString()));
        copy.copyIn("copy denial from stdin", new StringReader(denials.toString()));
        copy.copyIn("copy vocabulary from stdin", new StringReader(names(vocabulary)));
    }

    private void take(SyntheticPerson person) {
        for (SyntheticPatient patient : person.patients()) {
            line(patients, patient.number(), person.number(), person.birth(), person.gender());
            person.denials().forEach(reader -> line(denials, reader, patient.number()));
            for (SyntheticRecord one : patient.records()) {
                line(records, patient.number(), person.number(), one.code(), one.day(), one.amount());
            }
        }
    }

    private static String names(Vocabulary vocabulary) {
        StringBuilder lines = new StringBuilder();
        List<Name> names = vocabulary.names();
        for (int code = 0; code < names.size(); code++) {
            Name name = names.get(code);
            line(lines, code, name.type(), name.folded());
        }
        return lines.toString();
    }

    /** Nothing of what is made here has a tab or a backslash. */
    private static void line(StringBuilder lines, Object... values) {
        for (int i = 0; i < values.length; i++) {
            lines.append(i == 0 ? "" : "\t").append(values[i]);
        }
        lines.append('\n');
    }
}
