/**
 * The grammar of SS-MIX2 storage paths: folders, file names, data types and condition flags. The second public face of this
 * module; it depends on nothing, so that a sender can use it without FHIR.
 */
@NullMarked
package org.tsumugi.hl7v2.storage;

import org.jspecify.annotations.NullMarked;
