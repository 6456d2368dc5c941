/**
 * HL7 v2.5 datatypes → FHIR datatypes: TS, XPN, XAD, XTN. What cannot be said in FHIR is reported at its place, never guessed.
 */
@NullMarked
package org.tsumugi.hl7v2.datatype;

import org.jspecify.annotations.NullMarked;
