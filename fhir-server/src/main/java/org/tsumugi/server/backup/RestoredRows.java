package org.tsumugi.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.SealedRawStore;

/** The rows of a chain of backups, put into an empty database in one transaction. */
final class RestoredRows {

    private static final String STAGING = "restored_";

    /** Records are taken in one after the other; whose each was says the newest decision about each person. */
    private static final String EXPECTED = """
            insert into tsumugi.person_expected (patient, person)
            select cast(split_part(record, '/', 2) as uuid), person
            from (select distinct on (person) person, after from tsumugi.person_decision order by person, decision desc) newest
            cross join unnest(after) as record
            on conflict do nothing
            """;

    private final Connection database;
    private final BackupFolder folder;
    private final SealedRawStore raw;

    RestoredRows(Connection database, BackupFolder folder, SealedRawStore raw) {
        this.database = database;
        this.folder = folder;
        this.raw = raw;
    }

    static boolean isRestored(Connection database) throws SQLException {
        return !JournalTables.strings(database, "select 'x' from tsumugi.restore_run limit 1")
                .isEmpty();
    }

    void requireEmpty() throws SQLException {
        if (!JournalTables.strings(
                        database,
                        "select 'x' where exists (select from tsumugi.storage_file) or exists (select from tsumugi.facility)"
                                + " or exists (select from hfj_resource where partition_id >= 100)")
                .isEmpty()) {
            throw new RestoreException(
                    "The database is not empty. A backup is restored into an empty one: give a new home directory, and a new"
                            + " database where you use one of your own.",
                    "データベースが空ではありません。復元先には新しいホームディレクトリ(と、外部データベースの場合は空のデータベース)を指定してください。");
        }
    }

    void requireSchema(Manifest backup) throws SQLException {
        String own = JournalTables.strings(
                        database,
                        "select version from tsumugi.flyway_schema_history"
                                + " where success and version is not null order by installed_rank desc limit 1")
                .get(0);
        if (!own.equals(backup.schema())) {
            throw new RestoreException(
                    "The backup was taken by a release with schema " + backup.schema() + ", this one has " + own
                            + ". Restore with that release, then start this one.",
                    "このバックアップのスキーマは " + backup.schema() + "、このバージョンのスキーマは " + own
                            + " です。バックアップと同じバージョンで復元した後、このバージョンを起動してください。");
        }
    }

    void restore(List<Manifest> chain, Instant now) throws SQLException, IOException {
        database.setAutoCommit(false);
        try {
            wholeTables(chain.get(chain.size() - 1));
            for (String table : JournalTables.INCREMENTAL) {
                stage(chain, table);
            }
            insertFiles(columns(chain, JournalTables.FILES), now);
            insert(JournalTables.CONTENTS, columns(chain, JournalTables.CONTENTS), "file_id, sha256");
            insert(JournalTables.BEGINNINGS, columns(chain, JournalTables.BEGINNINGS), "file_id, text_sha256");
            insert(JournalTables.ISSUES, columns(chain, JournalTables.ISSUES), "file_id, ordinal");
            insert(JournalTables.SUMMARIES, columns(chain, JournalTables.SUMMARIES), "facility, agent, day");
            insert(JournalTables.ACTIONS, columns(chain, JournalTables.ACTIONS), "action_id");
            insert(JournalTables.PERSONS, columns(chain, JournalTables.PERSONS), "number");
            insert(JournalTables.DECISIONS, columns(chain, JournalTables.DECISIONS), "decision");
            insert(JournalTables.REVIEWS, columns(chain, JournalTables.REVIEWS), "review");
            insert(JournalTables.LOOKS, columns(chain, JournalTables.LOOKS), "action_id");
            insert(JournalTables.ACTIVATIONS, columns(chain, JournalTables.ACTIVATIONS), "activation");
            execute(EXPECTED);
            advanceSequences();
            remember(chain.get(chain.size() - 1), now);
            database.commit();
        } catch (SQLException | IOException | RuntimeException e) {
            database.rollback();
            throw e;
        } finally {
            database.setAutoCommit(true);
        }
    }

    private void wholeTables(Manifest backup) throws SQLException, IOException {
        List<String> known = JournalTables.whole(database);
        List<Manifest.Piece> tables = new ArrayList<>();
        for (String table : known) {
            backup.pieces().stream()
                    .filter(piece -> piece.kind() == Manifest.Kind.TABLE && table.equals(piece.table()))
                    .forEach(tables::add);
        }
        for (int i = tables.size() - 1; i >= 0; i--) {
            execute("delete from tsumugi.\"" + tables.get(i).table() + '"');
        }
        for (Manifest.Piece table : tables) {
            copy(backup, table, "tsumugi.\"" + table.table() + '"');
        }
    }

    private static Manifest.Piece rows(Manifest backup, String table) throws IOException {
        return backup.pieces().stream()
                .filter(piece -> piece.kind() == Manifest.Kind.ROWS && table.equals(piece.table()))
                .findFirst()
                .orElseThrow(() -> new IOException("the backup has no rows of " + table));
    }

    private static List<String> columns(List<Manifest> chain, String table) throws IOException {
        return rows(chain.get(0), table).columns();
    }

    private void stage(List<Manifest> chain, String table) throws SQLException, IOException {
        List<String> columns = columns(chain, table);
        execute("create temp table " + STAGING + table + " on commit drop as select "
                + JournalTables.quoted(columns, "") + ", 0 as backup from tsumugi." + table + " limit 0");
        for (int number = 0; number < chain.size(); number++) {
            execute("alter table " + STAGING + table + " alter column backup set default " + number);
            copy(chain.get(number), rows(chain.get(number), table), STAGING + table);
        }
        execute("analyze " + STAGING + table);
    }

    private void copy(Manifest backup, Manifest.Piece piece, String into) throws SQLException, IOException {
        try (InputStream sealed = folder.open(backup, piece);
                RawStore.Reading rows = raw.unseal(sealed, Restore.content(piece))) {
            database.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy " + into + " (" + JournalTables.quoted(piece.columns(), "")
                                    + ") from stdin (encoding 'UTF8')",
                            rows.bytes());
        }
    }

    private void insertFiles(List<String> columns, Instant now) throws SQLException {
        String sql = "insert into tsumugi.storage_file (" + JournalTables.quoted(columns, "")
                + ", state, pending_since, retry_at) overriding system value"
                + " select distinct on (file_id) " + JournalTables.quoted(columns, "") + ","
                + " case area when 'CONTRADICTORY' then 'QUARANTINED' else 'PENDING' end,"
                + " case area when 'CONTRADICTORY' then null else cast(? as timestamptz) end, ?"
                + " from " + STAGING + JournalTables.FILES + " order by file_id, backup desc";
        try (PreparedStatement insert = database.prepareStatement(sql)) {
            insert.setTimestamp(1, Timestamp.from(now));
            insert.setTimestamp(2, Timestamp.from(now));
            insert.executeUpdate();
        }
    }

    private void insert(String table, List<String> columns, String key) throws SQLException {
        execute("insert into tsumugi." + table + " (" + JournalTables.quoted(columns, "")
                + ") overriding system value select distinct on (" + key + ") " + JournalTables.quoted(columns, "")
                + " from " + STAGING + table + " order by " + key
                + ", backup desc");
    }

    /** What is received next must not get a number that was given already. */
    private void advanceSequences() throws SQLException {
        for (String statement : JournalTables.strings(database, """
                select format('select setval(%L, m, true) from (select max(%I) as m from %I.%I) x where m is not null',
                    n.nspname || '.' || s.relname, a.attname, n.nspname, t.relname)
                from pg_class s
                join pg_namespace n on n.oid = s.relnamespace
                join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass
                    and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
                join pg_class t on t.oid = d.refobjid
                join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
                where s.relkind = 'S' and n.nspname = ?
                """, JournalTables.SCHEMA)) {
            execute(statement);
        }
    }

    private void remember(Manifest backup, Instant now) throws SQLException {
        try (PreparedStatement insert =
                database.prepareStatement("insert into tsumugi.restore_run (backup_id, restored_at) values (?, ?)")) {
            insert.setObject(1, backup.id());
            insert.setTimestamp(2, Timestamp.from(now));
            insert.executeUpdate();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
