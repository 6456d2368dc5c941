/**
 * How fast names are searched and people counted: by the index library, by PostgreSQL on the same data in the same run, and by a running
 * server through HTTP. The questions are the eight themes of a national trial, whose published times stand beside. {@code data} makes what
 * is searched.
 */
@NullMarked
package org.tsumugi.testbed.search;

import org.jspecify.annotations.NullMarked;
