/**
 * The extended storage (拡張ストレージ): a content folder → one DocumentReference with an attachment for each of its files. The bytes
 * stay what they are; of CDA R2 the header is read, of HL7 v2 only whose it is.
 */
@NullMarked
package org.tsumugi.hl7v2.document;

import org.jspecify.annotations.NullMarked;
