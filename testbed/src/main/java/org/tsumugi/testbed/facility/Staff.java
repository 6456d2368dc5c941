package org.tsumugi.testbed.facility;

import org.tsumugi.testbed.person.PersonName;

/**
 * Somebody of one hospital who is no doctor: a nurse, a technologist.
 *
 * @param id the staff number in that hospital
 */
public record Staff(String id, PersonName name) {}
