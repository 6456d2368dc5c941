package org.tsumugi.server.store;

/** What goes first. A lane says when something is looked at, never what comes out; its ordinal is what the database holds. */
public enum Lane {
    /** Files whose own time is less than two days ago. */
    FRESH,
    /** Older files. */
    BACKLOG,
    /** Files that are mapped again; what was made of them is compared with what is made now, whatever the journal says. */
    REMAP
}
