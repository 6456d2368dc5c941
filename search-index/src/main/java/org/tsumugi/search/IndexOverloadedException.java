package org.tsumugi.search;

/** The index can be reached, but has no time or room for this: others may be luckier. Nothing of the question is in the message. */
public final class IndexOverloadedException extends IndexUnavailableException {

    private static final long serialVersionUID = 1L;

    /** @param message what there was too little of */
    public IndexOverloadedException(String message) {
        super(message);
    }
}
