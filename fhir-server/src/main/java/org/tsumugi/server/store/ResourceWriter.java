package org.tsumugi.server.store;

import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** Where resources are written. */
public interface ResourceWriter {

    /**
     * Writes and deletes, in the database transaction that the caller has open.
     *
     * @param facility whose partition this is about
     * @param puts new and changed resources, with their ids
     * @param deletes relative references ({@code Type/id}) of resources that are to go; nothing that stays refers to them
     */
    void write(String facility, List<Resource> puts, Collection<String> deletes);
}
