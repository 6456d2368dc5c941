package org.tsumugi.testbed.storage;

/** コンディションフラグ. */
public enum Flag {
    CURRENT('1'),
    PAST('2'),
    DELETED('0');

    private final char digit;

    Flag(char digit) {
        this.digit = digit;
    }

    char digit() {
        return digit;
    }
}
