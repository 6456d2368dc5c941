package org.tsumugi.search;

/**
 * The days that a date of a resource covers: a date one day, a year 365, a period all from its beginning to its end. Days are numbers
 * in the form yyyymmdd, as they are compared: 20260401.
 *
 * @param first the first day
 * @param last the last day
 */
public record Days(int first, int last) {}
