package org.tsumugi.mpi.compare;

import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.name.IdeographicForm;
import org.tsumugi.mpi.name.KanaForm;

/**
 * One name of a patient in all scripts in which the hospital wrote it; what it did not write is empty.
 *
 * @param use what kind of name it is
 */
public record NormalName(
        Use use,
        IdeographicForm family,
        IdeographicForm given,
        IdeographicForm whole,
        KanaForm familyKana,
        KanaForm givenKana,
        KanaForm wholeKana,
        String familyLatin,
        String givenLatin) {

    /** No name appears in logs. */
    @Override
    public String toString() {
        return "NormalName[" + use + "]";
    }
}
