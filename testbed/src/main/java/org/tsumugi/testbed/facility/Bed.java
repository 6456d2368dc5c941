package org.tsumugi.testbed.facility;

/** Where an inpatient lies: 病棟, 病室, 病床. */
public record Bed(String ward, String room, String bed) {}
