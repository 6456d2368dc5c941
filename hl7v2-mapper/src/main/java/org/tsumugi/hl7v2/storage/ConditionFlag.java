package org.tsumugi.hl7v2.storage;

/**
 * コンディションフラグ, the last part of a storage file name. Senders supersede and delete by renaming, so the flag of one file
 * only ever rises in the order of these constants: the highest seen wins.
 */
public enum ConditionFlag {
    /** {@code 1}: current. */
    CURRENT('1'),
    /** {@code 2}: superseded by a newer file with the same key. */
    PAST('2'),
    /** {@code 0}: deleted, or the delete message itself. */
    DELETED('0');

    private final char digit;

    ConditionFlag(char digit) {
        this.digit = digit;
    }

    /** The character in the file name. */
    public char digit() {
        return digit;
    }

    /** @throws IllegalArgumentException when the character is not 0, 1 or 2 */
    public static ConditionFlag of(char digit) {
        for (ConditionFlag flag : values()) {
            if (flag.digit == digit) {
                return flag;
            }
        }
        throw new IllegalArgumentException("not a condition flag");
    }
}
