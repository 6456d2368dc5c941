package org.tsumugi.testbed.message;

import java.time.LocalDateTime;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.person.Registration;

/**
 * What every message of a patient carries.
 *
 * @param facility the sending hospital
 * @param registration the patient as that hospital knows them
 * @param sentAt when it was sent: MSH-7 and 発生日時 of the file name, to the millisecond
 */
public record Envelope(Facility facility, Registration registration, LocalDateTime sentAt) {}
