package org.tsumugi.server.raw;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.tsumugi.server.raw.DamagedContentException.Kind;

/** Content that is compared with its name while it is read; what is damaged breaks off before its last byte. */
final class CheckedContent extends BulkInputStream {

    private final Sha256 name;
    private final MessageDigest digest = Sha256.digest();
    private long left;

    /** @param size how many bytes there are */
    CheckedContent(InputStream in, Sha256 name, long size) {
        super(in);
        this.name = name;
        this.left = size;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = in.read(bytes, from, length);
        if (read < 0) {
            if (left != 0) {
                throw damaged();
            }
            return -1;
        }
        digest.update(bytes, from, read);
        left -= read;
        if (left < 0 || left == 0 && !Sha256.ofDigest(digest.digest()).equals(name)) {
            throw damaged();
        }
        return read;
    }

    private IOException damaged() {
        return new DamagedContentException(Kind.DAMAGED, name);
    }
}
