/** OMG-13 生理検査結果 (ORU^R01): findings and measurements → DiagnosticReport and Observation. */
@NullMarked
package org.tsumugi.hl7v2.physiology;

import org.jspecify.annotations.NullMarked;
