package org.tsumugi.server.journal;

import java.util.Optional;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.ExtendedStoragePath;
import org.tsumugi.hl7v2.storage.IdentityFeedPath;
import org.tsumugi.hl7v2.storage.PatientFile;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;
import org.tsumugi.hl7v2.storage.TransactionStorageName;

/**
 * The name of a file below a facility's root: in the standardized storage, or below {@code extended/} or {@code transaction/}; or of a
 * message of its identity feed, which nobody can send a file as.
 *
 * @param area which storage it belongs to
 * @param path the path as given
 * @param identity what stays the same when the sender renames the file to another condition flag; the whole path where the name
 *     says nothing reliable
 * @param dataType データ種別; the area's name where there is none
 * @param flag the condition flag; names that are their own identity count as current
 * @param patientFile the parts of the name, for a consistent name of the standardized or the extended storage
 * @param problem what the name alone tells that is wrong, in words without any part of it; empty when nothing is
 */
public record StorageName(
        Area area,
        String path,
        String identity,
        String dataType,
        ConditionFlag flag,
        Optional<PatientFile> patientFile,
        String problem) {

    private static final String EXTENDED = "extended/";
    private static final String TRANSACTION = "transaction/";
    private static final String IDENTITY_FEED = "identity-feed/";
    private static final int LONGEST = 800;
    /** What decoders put in the place of bytes that are not UTF-8. */
    private static final char UNDECODABLE = '\uFFFD';

    /** Which storage a file belongs to. */
    public enum Area {
        STANDARD,
        /** Folders and name contradict each other. */
        CONTRADICTORY,
        EXTENDED,
        TRANSACTION,
        /** A message of an identity feed (ITI-104), named when it was received. */
        IDENTITY_FEED
    }

    /**
     * Reads a path below the facility's root as senders give it, with {@code /} as separator and no leading one.
     *
     * @throws UnknownNameException when it is not a storage name at all
     */
    public static StorageName parse(String path) throws UnknownNameException {
        if (path.length() > LONGEST) {
            throw new UnknownNameException("longer than any name of a storage");
        }
        if (path.indexOf(UNDECODABLE) >= 0) {
            throw new UnknownNameException("not UTF-8: two different names would look the same");
        }
        try {
            if (path.startsWith(EXTENDED)) {
                return extended(path, ExtendedStoragePath.parse(path.substring(EXTENDED.length())));
            }
            if (path.startsWith(TRANSACTION)) {
                TransactionStorageName.parse(path.substring(TRANSACTION.length()));
                return ofOwnIdentity(Area.TRANSACTION, path, "");
            }
            return standard(path, StoragePath.parse(path));
        } catch (NotAStorageNameException e) {
            throw new UnknownNameException(e);
        }
    }

    /**
     * Reads a path of the journal, which was made here or read by {@link #parse} before.
     *
     * @throws UnknownNameException when it is none
     */
    public static StorageName ofJournal(String path) throws UnknownNameException {
        if (!path.startsWith(IDENTITY_FEED)) {
            return parse(path);
        }
        try {
            return of(IdentityFeedPath.parse(path.substring(IDENTITY_FEED.length())));
        } catch (NotAStorageNameException e) {
            throw new UnknownNameException(e);
        }
    }

    /** The name of a message of an identity feed. */
    public static StorageName of(IdentityFeedPath name) {
        String path = IDENTITY_FEED + name.toPath();
        return new StorageName(
                Area.IDENTITY_FEED, path, path, Area.IDENTITY_FEED.name(), name.flag(), Optional.of(name), "");
    }

    /** The name of a file of the standardized storage at its canonical place. */
    public static StorageName of(StoragePath name) {
        return standard(name.toPath(), name);
    }

    private static StorageName standard(String path, StoragePath name) {
        return name.contradiction()
                .map(what -> ofOwnIdentity(Area.CONTRADICTORY, path, what))
                .orElseGet(() -> new StorageName(
                        Area.STANDARD,
                        path,
                        name.nameWithoutFlag(),
                        name.dataType().folder(),
                        name.flag(),
                        Optional.of(name),
                        ""));
    }

    /** The flag is the last character of the content folder, which the sender renames as a whole. */
    private static StorageName extended(String path, ExtendedStoragePath name) {
        if (name.contradiction().isPresent()) {
            return ofOwnIdentity(Area.CONTRADICTORY, path, name.contradiction().get());
        }
        return new StorageName(
                Area.EXTENDED,
                path,
                String.join("/", "extended", name.patientId(), name.careDate(), name.version(), name.file()),
                Area.EXTENDED.name(),
                name.flag(),
                Optional.of(name),
                "");
    }

    private static StorageName ofOwnIdentity(Area area, String path, String problem) {
        return new StorageName(area, path, path, area.name(), ConditionFlag.CURRENT, Optional.empty(), problem);
    }
}
