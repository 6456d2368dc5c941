/**
 * How much speaks for two records being one person's, in bits, by the theory of Fellegi and Sunter (1969) with the frequencies of
 * names: to put the likeliest candidates first before the person who decides. A score never links. Features are weighed as if they
 * were independent of each other, which kanji and reading, or the members of one household, are not: the probability is an order
 * of likelihood, not a risk to be accepted.
 */
@NullMarked
package org.tsumugi.mpi.score;

import org.jspecify.annotations.NullMarked;
