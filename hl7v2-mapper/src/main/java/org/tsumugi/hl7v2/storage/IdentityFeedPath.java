package org.tsumugi.hl7v2.storage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;

/**
 * A message of a patient identity feed (IHE PIXm ITI-104), which has no name of its own: it is given one when it is received,
 * {@code <患者ID>/<time of receiving>_<digest>.<json|xml>}, so that which message of a patient is the last is a matter of names alone.
 *
 * @param patientId 患者ID
 * @param transactionTime when it was received, Japan time, 17 digits
 * @param digest the first 16 hexadecimal digits of the SHA-256 of its bytes: two messages of one moment have two names
 * @param format how it is written
 * @param flag {@link ConditionFlag#CURRENT} for the last message of the patient; nobody renames one
 */
public record IdentityFeedPath(
        String patientId, String transactionTime, String digest, Format format, ConditionFlag flag)
        implements PatientFile {

    /** How many hexadecimal digits the digest in a name has. */
    public static final int DIGEST_DIGITS = 16;

    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z-]{1,15}");
    private static final Pattern PATH = Pattern.compile("(?<patient>" + NUMBER
            + ")/(?<time>\\d{17})_(?<digest>[0-9a-f]{" + DIGEST_DIGITS + "})\\.(?<format>json|xml)");

    /** The two ways of writing FHIR. */
    public enum Format {
        JSON("json"),
        XML("xml");

        private final String suffix;

        Format(String suffix) {
            this.suffix = suffix;
        }
    }

    /** A message that nothing has come after. */
    public IdentityFeedPath(String patientId, String transactionTime, String digest, Format format) {
        this(patientId, transactionTime, digest, format, ConditionFlag.CURRENT);
    }

    /** Whether this can be the 患者ID of a storage. */
    public static boolean isPatientNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /**
     * Reads {@link #toPath()}.
     *
     * @throws NotAStorageNameException when it is anything else; the message says why, without any value
     */
    public static IdentityFeedPath parse(String path) throws NotAStorageNameException {
        Matcher name = PATH.matcher(path);
        if (!name.matches()) {
            throw new NotAStorageNameException("not the name of a message of an identity feed");
        }
        return new IdentityFeedPath(
                name.group("patient"),
                name.group("time"),
                name.group("digest"),
                name.group("format").equals(Format.XML.suffix) ? Format.XML : Format.JSON);
    }

    /** The key of all messages of a patient. */
    public static String storageKey(String patientId) {
        return "identity-feed/" + patientId;
    }

    /** The name below the folder of all identity feeds. */
    public String toPath() {
        return patientId + "/" + transactionTime + "_" + digest + "." + format.suffix;
    }

    @Override
    public String careDate() {
        return "-";
    }

    @Override
    public String department() {
        return "-";
    }

    @Override
    public Optional<String> contradiction() {
        return Optional.empty();
    }

    @Override
    public String storageKey() {
        return storageKey(patientId);
    }

    @Override
    public String version() {
        return toPath();
    }

    @Override
    public IdentityFeedPath withFlag(ConditionFlag other) {
        return new IdentityFeedPath(patientId, transactionTime, digest, format, other);
    }
}
