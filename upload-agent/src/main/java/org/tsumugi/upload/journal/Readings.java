package org.tsumugi.upload.journal;

import java.util.List;

/** How far the transaction files were read, as the journal keeps it. */
public final class Readings {

    private final Database database;

    Readings(Database database) {
        this.database = database;
    }

    /** How far a transaction file was read. */
    public Reading of(int volume, String file) throws JournalException {
        return database.first(
                        "select position, done, held, again from tail where volume = ? and file = ?",
                        row -> new Reading(row.getLong(1), row.getLong(2), row.getLong(3), row.getInt(4)),
                        volume,
                        file)
                .orElse(Reading.BEGINNING);
    }

    /** Remembers how far it was read now. */
    public void remember(int volume, String file, Reading reading) throws JournalException {
        database.update(
                "insert into tail (volume, file, position, done, held, again) values (?, ?, ?, ?, ?, 0) on conflict"
                        + " (volume, file) do update set position = excluded.position, done = excluded.done, held ="
                        + " excluded.held",
                volume,
                file,
                reading.position(),
                reading.done(),
                reading.held());
    }

    /** What was kept back has been read again, unless there is a reason since to read it once more. */
    public void readAgain(int volume, String file, Reading before, long stillHeld) throws JournalException {
        database.update(
                "update tail set held = ?, again = 0 where volume = ? and file = ? and again = ?",
                stillHeld,
                volume,
                file,
                before.again());
    }

    /** Records of a transaction file on which the server failed: where they begin. */
    public List<Long> failedRecords(int volume, String file) throws JournalException {
        return database.query(
                "select position from failed_record where volume = ? and file = ? order by position",
                row -> row.getLong(1),
                volume,
                file);
    }

    /** The server failed on this record; reading goes on behind it. */
    public void recordFailed(int volume, String file, long position) throws JournalException {
        database.update(
                "insert or ignore into failed_record (volume, file, position) values (?, ?, ?)",
                volume,
                file,
                position);
    }

    /** It does not any more. */
    public void recordSettled(int volume, String file, long position) throws JournalException {
        database.update(
                "delete from failed_record where volume = ? and file = ? and position = ?", volume, file, position);
    }

    /** Whether of some transaction file what was kept back has to be read again. */
    public boolean isReadingAgain() throws JournalException {
        return database.first("select 1 from tail where again > 0 limit 1", row -> row.getInt(1))
                .isPresent();
    }

    /** Whether some transaction file has been read at all. */
    public boolean any() throws JournalException {
        return database.first("select 1 from tail limit 1", row -> row.getInt(1))
                .isPresent();
    }
}
