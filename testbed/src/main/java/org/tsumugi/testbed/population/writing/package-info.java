/**
 * What hospitals make of the people who come: who goes where and when, what the clerk learns and mistakes, and the notation of the
 * hospital's system. An {@code Entry} is what the hospital believes, a record is how it writes that.
 */
@NullMarked
package org.tsumugi.testbed.population.writing;

import org.jspecify.annotations.NullMarked;
