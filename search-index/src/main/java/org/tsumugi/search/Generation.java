package org.tsumugi.search;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One making of the index: documents and vocabulary. Questions go to the generation that is in force; another one is made beside it when
 * all is written anew, and takes its place when it is complete.
 */
public interface Generation {

    /**
     * Adds names to the vocabulary; those that are there stay.
     *
     * @throws IndexUnavailableException when the index cannot be written now
     */
    void addNames(Collection<Name> names);

    /**
     * Of these names, those that are not in the vocabulary.
     *
     * @throws IndexUnavailableException when the index cannot be asked now
     */
    Set<Name> missing(Collection<Name> names);

    /**
     * Writes documents. One that was written with a later version stays. What was written of the same persons before must have been
     * {@linkplain #refresh() refreshed}: what a person does not have any more is found by looking.
     *
     * @param documents with their versions, larger for what is later
     * @throws IndexUnavailableException when the index cannot be written now; some of it may have been
     */
    Written write(List<Versioned> documents);

    /**
     * Has what was written count from now on.
     *
     * @throws IndexUnavailableException when the index cannot be written now
     */
    void refresh();

    /**
     * Persons of whom anything is in the index, for finding those that should not be.
     *
     * @param after the key after which to begin; empty for the first ones
     * @param most how many at most
     * @return keys in their order; fewer than asked for when there are no more
     * @throws IndexUnavailableException when the index cannot be asked now
     */
    List<String> keys(String after, int most);

    /**
     * Compares the index with what it should be.
     *
     * @param documents what it should be; a document without Patients for a person of whom nothing should be there
     * @return the keys of those that are other in the index, or not there
     * @throws IndexUnavailableException when the index cannot be asked now
     */
    Set<String> differing(Collection<PersonDocument> documents);

    /** A document and its version. */
    record Versioned(PersonDocument document, long version) {}

    /**
     * What became of documents.
     *
     * @param later keys of those that stayed as a later version wrote them, or that one overtook meanwhile, with that version
     * @param refused keys of those that the index does not take, with the kind of reason
     */
    record Written(Map<String, Long> later, Map<String, String> refused) {

        public Written {
            later = Map.copyOf(later);
            refused = Map.copyOf(refused);
        }
    }
}
