/**
 * Dates of birth. Hospitals write them in ISO form, as eight digits or with a Japanese era, whole or in part, and mistype them in
 * ways that are known: the era beside the right one, day and month the other way round, one digit. Here they are read into one
 * form, and two are compared with the slip named, so that a person can be shown why two dates that differ may be one.
 */
@NullMarked
package org.tsumugi.mpi.date;

import org.jspecify.annotations.NullMarked;
