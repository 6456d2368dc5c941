package org.tsumugi.server.digest;

/**
 * What all live resources of a facility of one type say.
 *
 * @param resources how many there are
 * @param sha256 digest of their ids and digests by id, in hexadecimal digits
 */
public record TypeDigest(long resources, String sha256) {}
