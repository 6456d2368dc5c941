/**
 * The bytes behind documents: {@code GET /fhir/Binary/{id}} streams a file of the extended storage from the raw store, to whoever may
 * see the DocumentReference that names it. No Binary is stored in HAPI.
 */
@NullMarked
package org.tsumugi.server.document;

import org.jspecify.annotations.NullMarked;
