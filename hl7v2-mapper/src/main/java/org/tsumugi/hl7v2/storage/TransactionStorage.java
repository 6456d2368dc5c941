package org.tsumugi.hl7v2.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;

/**
 * Reads a file of the transaction storage record by record, with no more of it in memory than one record. A record is a header line
 * {@code #SSMIX,2.00,<医療施設ID>,<患者ID>,<診療日>,<データ種別>,<オーダNo>,<INS|DEL>,<診療科コード>,<トランザクション日時>} and the message below it.
 *
 * <p>What separates records is not documented, so a record ends where the next line begins with {@code #SSMIX,}. Lines are looked for
 * in bytes: CR and LF are no part of any character of ISO-2022-JP, and in its two-byte state {@code #SSMIX,2} would be text of the
 * empty row 12 of JIS X 0208. One line end like the one behind the header belongs to the file, not to the message. A file that grows
 * may have been read in the middle of a record: a header without its line end is none yet, and of a message nobody can tell.
 */
public final class TransactionStorage {

    private static final byte[] MARK = "#SSMIX,".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_HEADER = 500;
    private static final int FIELDS = 10;
    private static final String NO_ORDER = "9".repeat(15);

    private final InputStream in;
    private final int mostBytes;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private long offset;
    private @Nullable Header header;
    private boolean begun;

    /** A header line as it is, its line end apart, and where the next line begins. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Header(long offset, byte[] line, byte[] lineEnd, long end) {}

    /** What lies between two headers. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Body(byte[] bytes, boolean tooLarge) {}

    /**
     * @param in the file, read to its end but not closed
     * @param mostBytes the largest message; a larger one is passed over
     */
    public TransactionStorage(InputStream in, int mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /**
     * The next record, whatever is wrong with it; empty behind the last one.
     *
     * @throws IOException when the stream cannot be read
     */
    public Optional<TransactionRecord> next() throws IOException {
        if (!begun) {
            begun = true;
            Body before = body();
            if (before.tooLarge() || !new String(before.bytes(), StandardCharsets.ISO_8859_1).isBlank()) {
                return Optional.of(TransactionRecord.damaged(0, "", "something stands before the first header"));
            }
        }
        Header current = header;
        if (current == null) {
            return Optional.empty();
        }
        Body body = body();
        return Optional.of(record(current, body));
    }

    // ---- bytes → lines ----

    /** Everything up to the next header, which it leaves in {@link #header}; null at the end. */
    private Body body() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean tooLarge = false;
        header = null;
        byte[] line = new byte[LONGEST_HEADER];
        while (true) {
            long begin = offset;
            int length = chunk(line);
            if (length == 0) {
                return new Body(bytes.toByteArray(), tooLarge);
            }
            if (startsWithMark(line, length)) {
                header = header(begin, Arrays.copyOf(line, length));
                return new Body(bytes.toByteArray(), tooLarge);
            }
            // a line longer than a header comes in pieces, of which only the first can be one
            boolean more = true;
            while (more) {
                tooLarge |= bytes.size() + length > mostBytes;
                if (tooLarge) {
                    bytes.reset();
                } else {
                    bytes.write(line, 0, length);
                }
                more = length > 0 && !isLineEnd(line[length - 1]);
                length = more ? chunk(line) : 0;
            }
        }
    }

    private Header header(long begin, byte[] start) throws IOException {
        byte[] line = start;
        if (!isLineEnd(start[start.length - 1])) {
            byte[] rest = new byte[LONGEST_HEADER];
            int length = chunk(rest);
            while (length > 0 && !isLineEnd(rest[length - 1])) {
                length = chunk(rest);
            }
            if (length > 0) {
                line = new byte[LONGEST_HEADER + 1]; // too long to be one
            }
        }
        int text = line.length;
        while (text > 0 && isLineEnd(line[text - 1])) {
            text--;
        }
        return new Header(begin, Arrays.copyOf(line, text), Arrays.copyOfRange(line, text, line.length), offset);
    }

    /** The next bytes up to and including a line end, at most as many as fit; 0 at the end of the file. */
    private int chunk(byte[] into) throws IOException {
        int length = 0;
        while (length < into.length - 1 && fill()) {
            byte one = take();
            into[length++] = one;
            if (one == '\n') {
                return length;
            }
            if (one == '\r') {
                if (fill() && buffer[at] == '\n') {
                    into[length++] = take();
                }
                return length;
            }
        }
        return length;
    }

    private byte take() {
        offset++;
        return buffer[at++];
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private static boolean isLineEnd(byte one) {
        return one == '\r' || one == '\n';
    }

    private static boolean startsWithMark(byte[] line, int length) {
        // shorter than the mark is only the last line of a file that ends in it
        int compared = Math.min(length, MARK.length);
        return Arrays.equals(line, 0, compared, MARK, 0, compared);
    }

    // ---- header and message → record ----

    private static TransactionRecord record(Header header, Body body) {
        if (header.line().length > LONGEST_HEADER) {
            return TransactionRecord.damaged(header.offset(), "", "the header is longer than any");
        }
        if (header.lineEnd().length == 0) {
            return TransactionRecord.damaged(header.offset(), "", "the file ends in the middle of a header");
        }
        List<String> fields = List.of(new String(header.line(), StandardCharsets.US_ASCII).split(",", -1));
        if (fields.size() != FIELDS) {
            return TransactionRecord.damaged(header.offset(), "", "the header has not 10 fields");
        }
        String facility = fields.get(2).strip();
        if (body.tooLarge()) {
            return TransactionRecord.damaged(header.offset(), facility, "the message is larger than a file may be");
        }
        try {
            StoragePath path = path(fields);
            return new TransactionRecord(
                    header.offset(),
                    facility,
                    Optional.of(path),
                    header.end(),
                    message(body.bytes(), header.lineEnd()),
                    "");
        } catch (NotAStorageNameException e) {
            return TransactionRecord.damaged(header.offset(), facility, String.valueOf(e.getMessage()));
        }
    }

    private static StoragePath path(List<String> fields) throws NotAStorageNameException {
        String type = fields.get(5).strip();
        if (DataType.ofFolder(type).isEmpty()) {
            throw new NotAStorageNameException("the data type is not one of the standardized storage");
        }
        String flag = switch (fields.get(7).strip()) {
            case "INS" -> "1";
            case "DEL" -> "0";
            default -> throw new NotAStorageNameException("neither INS nor DEL");
        };
        String patient = fields.get(3).strip();
        String date = orElse(fields.get(4), "-");
        String name = String.join(
                "_",
                patient,
                date,
                type,
                orElse(fields.get(6), NO_ORDER),
                fields.get(9).strip(),
                orElse(fields.get(8), "-"),
                flag);
        StoragePath path = StoragePath.parse(String.join(
                "/",
                StoragePathParser.level(patient, 0),
                StoragePathParser.level(patient, 3),
                patient,
                date,
                type,
                name));
        if (path.contradiction().isPresent()) {
            throw new NotAStorageNameException(path.contradiction().get());
        }
        return path;
    }

    private static String orElse(String field, String absent) {
        return field.isBlank() ? absent : field.strip();
    }

    private static byte[] message(byte[] body, byte[] lineEnd) {
        int length = body.length - lineEnd.length;
        boolean ends = lineEnd.length > 0
                && length >= 0
                && Arrays.equals(body, length, body.length, lineEnd, 0, lineEnd.length);
        return ends ? Arrays.copyOf(body, length) : body;
    }
}
