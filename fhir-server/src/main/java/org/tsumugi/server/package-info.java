/** The deployable: receives storage files, stores what the mapper makes of them, serves FHIR. */
@NullMarked
package org.tsumugi.server;

import org.jspecify.annotations.NullMarked;
