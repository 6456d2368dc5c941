package org.tsumugi.testbed.person;

import java.util.Optional;

/**
 * A person as one hospital wrote them down.
 *
 * @param person who it truly is
 * @param rank 0 for the person's main hospital, 1, 2, … for others
 * @param facility index of the hospital in the network, from 0
 * @param patientNumber 患者ID, unique within the hospital
 * @param name as spelled there
 * @param postalCode with or without a hyphen
 * @param address in one line
 * @param phone of the home
 * @param mobile empty when the hospital does not know one
 * @param insurance as shown there last
 * @param earlierAddress what the hospital had before the patient moved; empty when nothing changed
 */
public record Registration(
        Person person,
        int rank,
        int facility,
        String patientNumber,
        PersonName name,
        String postalCode,
        String address,
        String phone,
        String mobile,
        Insurance insurance,
        Optional<String> earlierAddress) {}
