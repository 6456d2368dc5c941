package org.tsumugi.server.journal;

/**
 * A sum that is not what counting gives.
 *
 * @param facility 10-digit medical institution code
 * @param type data type, or the area of files that have none
 * @param state of the files
 * @param files how many more there are than the sum says
 */
public record TallyDifference(String facility, String type, String state, long files) {}
