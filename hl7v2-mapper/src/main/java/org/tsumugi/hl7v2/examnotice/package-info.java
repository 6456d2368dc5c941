/**
 * 実施通知: that an examination was done (OMI^Z23), which OMG-11 and OMG-12 share. What was done (OBR, ZE1) → Procedure, with what it
 * was done with and by whom; exposures (ZE2) and everything else that was written down (OBX) → Observation; the images (IPC) →
 * ImagingStudy. No DiagnosticReport is made of it: a notice says that there was an examination, not what was found.
 */
@NullMarked
package org.tsumugi.hl7v2.examnotice;

import org.jspecify.annotations.NullMarked;
