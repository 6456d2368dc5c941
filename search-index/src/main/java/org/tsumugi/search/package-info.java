/**
 * The public face of the search index. Names of diseases, drugs, tests and procedures are found by any part of them (中間一致), and
 * records, patients and persons that meet several conditions are counted exactly. Here are the values that go in (a
 * {@link org.tsumugi.search.PersonDocument} for each person, a {@link org.tsumugi.search.Name} for each name) and the questions that can
 * be asked ({@link org.tsumugi.search.CountQuery}), each under a {@link org.tsumugi.search.Visibility}. Below, {@code name} folds names
 * and finds them in FHIR resources, {@code elastic} is the index in Elasticsearch, {@code plain} answers the same questions by looking
 * at every document. Nothing here knows Spring, a database or the server.
 */
@NullMarked
package org.tsumugi.search;

import org.jspecify.annotations.NullMarked;
