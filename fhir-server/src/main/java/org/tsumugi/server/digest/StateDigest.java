package org.tsumugi.server.digest;

import java.util.Map;

/**
 * What all live resources of a facility say.
 *
 * @param facility 10-digit medical institution code
 * @param resources how many there are
 * @param sha256 digest of the digests by type, in hexadecimal digits
 * @param byType by FHIR type, in alphabetical order
 */
public record StateDigest(String facility, long resources, String sha256, Map<String, TypeDigest> byType) {}
