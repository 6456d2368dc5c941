package org.tsumugi.server.search;

/** Whether the index can be asked, as the process knows it. Safe for use by many threads. */
public final class IndexState {

    /** What there is of it. */
    public enum Condition {
        /** It has not been usable since this process began. */
        NOT_YET,
        /** It can be asked. */
        USABLE,
        /** It was usable, and cannot be reached. */
        AWAY,
        /** It can be reached, and is being made. */
        BEING_MADE
    }

    private volatile Condition condition = Condition.NOT_YET;
    private volatile boolean once;
    private volatile boolean names;

    /** What there is of the index. */
    public Condition condition() {
        return condition;
    }

    /** Whether it has been usable at least once. */
    public boolean hasServed() {
        return once;
    }

    /** Whether the names of all records are written. */
    boolean knowsAllNames() {
        return names;
    }

    boolean isUsable() {
        return condition == Condition.USABLE;
    }

    void reached(boolean usable, boolean allNames) {
        names = allNames;
        once |= usable && allNames;
        condition = usable ? Condition.USABLE : once ? Condition.BEING_MADE : Condition.NOT_YET;
    }

    /** It could not be reached; until it is known that it can be, nobody need wait for it. */
    void away() {
        condition = once ? Condition.AWAY : Condition.NOT_YET;
    }
}
