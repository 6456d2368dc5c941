/**
 * Patients who refused that their hospital's files go to the region. Operators enter them; the sending application asks for the list
 * and leaves their files out; what comes all the same is kept and says nothing. The state of FHIR is a function of the files and of
 * these lists, in whatever order they came.
 */
@NullMarked
package org.tsumugi.server.refusal;

import org.jspecify.annotations.NullMarked;
