/** OMG-11 放射線検査の実施通知: which order it answers and what its images are; all else is as in every notice of an examination. */
@NullMarked
package org.tsumugi.hl7v2.radiology;

import org.jspecify.annotations.NullMarked;
