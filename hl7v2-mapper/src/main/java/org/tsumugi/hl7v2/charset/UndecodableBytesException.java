package org.tsumugi.hl7v2.charset;

/** Bytes that are not ISO-2022-JP in any variant. */
public final class UndecodableBytesException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    UndecodableBytesException(int offset) {
        super("undecodable byte at offset " + offset);
        this.offset = offset;
    }

    /** The offset of the first byte that cannot be decoded, from 0. */
    public int offset() {
        return offset;
    }
}
