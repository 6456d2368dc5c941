/**
 * Search by name and counts in FHIR. The names of each record are written with it ({@link org.tsumugi.server.search.NamedRecords}), and an
 * outbox says of which patients the index is to learn. {@link org.tsumugi.server.search.IndexWorker} brings them into the index, one
 * document for each person, made of what HAPI's own search indexes say. A search for {@code code-name} finds the names in the index and
 * the records in the database, so that whatever else is asked, and what the reader may see, is one SQL query; counts over many patients
 * are the index's where it knows all that is asked, and the database's where it does not.
 */
@NullMarked
package org.tsumugi.server.search;

import org.jspecify.annotations.NullMarked;
