/**
 * Names: the form in which they are compared, and where they stand in FHIR resources.
 */
@NullMarked
package org.tsumugi.search.name;

import org.jspecify.annotations.NullMarked;
