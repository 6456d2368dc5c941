/** Deterministic ids: the same facility, resource type and business key give the same UUID everywhere and always. */
@NullMarked
package org.tsumugi.hl7v2.identity;

import org.jspecify.annotations.NullMarked;
