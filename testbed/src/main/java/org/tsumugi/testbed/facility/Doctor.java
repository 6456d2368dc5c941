package org.tsumugi.testbed.facility;

import org.tsumugi.testbed.person.PersonName;

/**
 * A doctor of one hospital.
 *
 * @param id the staff number in that hospital
 */
public record Doctor(String id, PersonName name, Department department) {}
