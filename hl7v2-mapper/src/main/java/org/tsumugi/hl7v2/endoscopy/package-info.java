/** OMG-12 内視鏡検査の実施通知: which order it answers and what its images are; all else is as in every notice of an examination. */
@NullMarked
package org.tsumugi.hl7v2.endoscopy;

import org.jspecify.annotations.NullMarked;
