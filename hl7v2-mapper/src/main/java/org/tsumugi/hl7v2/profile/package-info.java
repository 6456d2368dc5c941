/**
 * The elements that the JP Core 1.1.2 profiles require, checked on every resource while it is made. A validator says the same
 * and much more, but takes some ten thousand times longer.
 */
@NullMarked
package org.tsumugi.hl7v2.profile;

import org.jspecify.annotations.NullMarked;
