package org.tsumugi.testbed.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks into the database of a server, past the server: whether it has what was promised is not for the promiser to say. */
final class ServerRows {

    private static final String CONTENTS = """
            select f.path, encode(c.sha256, 'hex') from tsumugi.storage_file f
            join tsumugi.file_content c on c.file_id = f.file_id
            """;

    /** A version that says what the one before it said: somebody wrote the same thing twice. */
    private static final String REPEATED = """
            select count(*) from (
                select res_text_vc, lag(res_text_vc) over (partition by partition_id, res_id order by res_ver) as before
                from hfj_res_ver) as versions
            where res_text_vc = before
            """;

    /** Numbers that were given to two versions, or left out. */
    private static final String UNEVEN = """
            select count(*) from (
                select partition_id, res_id from hfj_res_ver
                group by partition_id, res_id having count(*) <> max(res_ver) or min(res_ver) <> 1) as resources
            """;

    /** Whoever waits in the outbox, has said something and is nobody's record, or is somebody's and says nothing. */
    private static final String UNDECIDED = """
            select count(*) from (
                select patient_id from tsumugi.person_outbox
                union
                select coalesce(s.patient_id, r.patient) from tsumugi.person_source s
                full join tsumugi.person_record r on r.patient = s.patient_id
                where r.person is null or s.patient_id is null) as patients
            """;

    private final ServerUnderTest server;

    ServerRows(ServerUnderTest server) {
        this.server = server;
    }

    /** SHA-256 of all contents in the journal, by their files' names without flag. */
    Map<String, Set<String>> journal() throws IOException {
        Map<String, Set<String>> contents = new HashMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(CONTENTS)) {
            while (rows.next()) {
                contents.computeIfAbsent(FileName.identity(rows.getString(1)), name -> new HashSet<>())
                        .add(rows.getString(2));
            }
            return contents;
        } catch (SQLException e) {
            throw new IOException("the database could not be asked", e);
        }
    }

    /** How many versions of resources should not be there. */
    long doubled() throws IOException {
        return count(REPEATED) + count(UNEVEN);
    }

    /** Of how many patients it is not decided who they are. */
    long undecided() throws IOException {
        return count(UNDECIDED);
    }

    /** What the search index does not have yet. */
    long unindexed() throws IOException {
        return count("select count(*) from tsumugi.search_outbox");
    }

    long versions() throws IOException {
        return count("select count(*) from hfj_res_ver");
    }

    private long count(String query) throws IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            if (!rows.next()) {
                throw new IOException("the database gave no answer");
            }
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IOException("the database could not be asked", e);
        }
    }

    private Connection connect() throws IOException, SQLException {
        Path database = server.database();
        // the fourth line of postmaster.pid is the port
        List<String> lines = Files.readAllLines(database.resolve("data").resolve("postmaster.pid"));
        String port = lines.get(3).strip();
        String password = Files.readString(database.resolve("password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/tsumugi", "tsumugi_server", password);
    }
}
