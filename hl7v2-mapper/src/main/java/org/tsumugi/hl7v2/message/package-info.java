/**
 * HL7 v2.5 text as segments, fields, repetitions, components and sub-components: our own tokenizer, because HAPI's typed tree
 * loses grouping on the segment order of Japanese messages. Nothing here knows what a field means.
 */
@NullMarked
package org.tsumugi.hl7v2.message;

import org.jspecify.annotations.NullMarked;
