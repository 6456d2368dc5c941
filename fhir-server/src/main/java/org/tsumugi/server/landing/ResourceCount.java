package org.tsumugi.server.landing;

/**
 * How many resources of a type there are.
 *
 * @param type FHIR resource type
 * @param count current, not deleted
 */
public record ResourceCount(String type, long count) {}
