/**
 * Code tables: which FHIR system a code-table name of a message (CWE.3) stands for, in the configured JP Core generation, and
 * CWE → CodeableConcept. The table itself is the resource {@code code-systems.tsv}.
 */
@NullMarked
package org.tsumugi.hl7v2.code;

import org.jspecify.annotations.NullMarked;
