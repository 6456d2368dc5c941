/**
 * Documents of the extended storage that are no HL7 v2 messages: a discharge summary in CDA R2, a letter as PDF. Written by hand,
 * byte by byte, so that they are the same on every machine.
 */
@NullMarked
package org.tsumugi.testbed.document;

import org.jspecify.annotations.NullMarked;
