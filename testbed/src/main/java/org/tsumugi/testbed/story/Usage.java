package org.tsumugi.testbed.story;

/**
 * How a drug is taken.
 *
 * @param code JAMI standard usage, 16 characters
 * @param times per day; 0 when needed only
 */
public record Usage(String key, String code, String text, int times) {

    /** 頓用: when needed. */
    public boolean asNeeded() {
        return times == 0;
    }

    /** 外用. */
    public boolean external() {
        return code.startsWith("2");
    }
}
