/**
 * Persons in FHIR. A person is shown as a Patient of the region that is made when it is asked for, from what the reader may see of the
 * person's records: read and found by its ids, matched ({@code $match}), cross-referenced ({@code $ihe-pix}), and asked what there is
 * where ({@code $record-locator}). A search for a person's data becomes, before the query, one for the data of all of its records.
 *
 * <p>{@link org.tsumugi.server.identity.VisiblePersons} is the one place that applies the reader's visibility; everything else here takes
 * persons from it and from nowhere else.
 */
@NullMarked
package org.tsumugi.server.identity;

import org.jspecify.annotations.NullMarked;
