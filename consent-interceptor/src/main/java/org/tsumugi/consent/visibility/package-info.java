/**
 * The interceptors behind "outside the list = never existed": which partitions a request reads, which requests are
 * served at all, and what HAPI's own queries would let through. The two-world test of the server runs them against a
 * database in which the hidden hospital never was.
 */
@NullMarked
package org.tsumugi.consent.visibility;

import org.jspecify.annotations.NullMarked;
