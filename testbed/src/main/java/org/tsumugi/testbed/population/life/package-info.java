/**
 * The lives of the people: households, marriages, moves, jobs and the insurances that follow from them, day by day over years. The
 * region is lived through district by district: people marry and found households within theirs, so that one district at a time
 * is in memory, and each depends on the seed and its number alone. The region is closed: nobody comes or goes but by birth and death.
 */
@NullMarked
package org.tsumugi.testbed.population.life;

import org.jspecify.annotations.NullMarked;
