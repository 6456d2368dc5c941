package org.tsumugi.server.digest;

/**
 * What one live resource says.
 *
 * @param type its FHIR type
 * @param id its logical id
 * @param sha256 digest of its {@link CanonicalJson}, in hexadecimal digits
 */
public record ResourceDigest(String type, String id, String sha256) {}
