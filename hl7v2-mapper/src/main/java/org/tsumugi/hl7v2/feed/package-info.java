/**
 * Messages of a patient identity feed (IHE PIXm ITI-104), FHIR → Patient: what a facility says of its patient in FHIR, in the form in
 * which the mapper says it of one in HL7 v2, so that both compete for one Patient.
 */
@NullMarked
package org.tsumugi.hl7v2.feed;

import org.jspecify.annotations.NullMarked;
