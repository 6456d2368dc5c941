/**
 * OML-11 (OUL^R22): laboratory results. Each SPM becomes a Specimen, each OBR a DiagnosticReport and each OBX an Observation;
 * which belongs to which is read from the sequence of segments, in the orders that real senders use.
 */
@NullMarked
package org.tsumugi.hl7v2.labresult;

import org.jspecify.annotations.NullMarked;
