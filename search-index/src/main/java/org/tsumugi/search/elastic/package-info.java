/**
 * The index in Elasticsearch. A person is one document; its Patients are nested in it and the records of each in that, so that conditions
 * on one record, on one Patient and on one person are told apart, and all counts are exact. Names are not searched in the documents: the
 * vocabulary, an index of its own, finds the keys of the names first. Only what the minimal distribution has is used.
 */
@NullMarked
package org.tsumugi.search.elastic;

import org.jspecify.annotations.NullMarked;
