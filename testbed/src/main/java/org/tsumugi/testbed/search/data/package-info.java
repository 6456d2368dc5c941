/**
 * Fictitious people with diseases, drugs and laboratory results in any number, whose names are as many and as unevenly used as in a
 * region's hospitals: what the search index is measured with. Everything follows from a seed, and each person from the seed and a
 * number alone.
 */
@NullMarked
package org.tsumugi.testbed.search.data;

import org.jspecify.annotations.NullMarked;
