package org.tsumugi.server.journal;

/**
 * A sum that is not what counting gives.
 *
 * @param facility 10-digit medical institution code
 * @param of data type (or the area of files that have none) and state, or code and severity of an issue
 * @param files how many more there are than the sum says
 */
public record TallyDifference(String facility, String of, long files) {}
