package org.tsumugi.server.mpi;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * A process that was started later compares names in another form, by another release or another table of kanji: this one decides
 * nothing about persons any more until it is started anew like that one.
 */
final class OtherFormException extends DataAccessResourceFailureException {

    private static final long serialVersionUID = 1;

    OtherFormException() {
        super("another server process compares names in another form (release, or tsumugi.person.kanji-pairs);"
                + " start this one anew with the same");
    }
}
