/**
 * OML-01 (OML^O33): orders of laboratory tests. Each OBR, the set that is ordered, becomes a ServiceRequest, and so does each of its
 * items (OBX without a value), based on the set's; each SPM becomes a Specimen, and what the orderer says about the patient or the
 * specimen (OBX with a value) an Observation that supports the request.
 */
@NullMarked
package org.tsumugi.hl7v2.laborder;

import org.jspecify.annotations.NullMarked;
