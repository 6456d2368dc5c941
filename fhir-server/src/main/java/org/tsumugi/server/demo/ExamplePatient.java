package org.tsumugi.server.demo;

import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.jspecify.annotations.Nullable;

/**
 * A fictitious patient whose record has something to show.
 *
 * @param id logical id of the Patient
 * @param kanji name as it is written; null when the record has none
 * @param kana name as it is read; null when the record has none
 * @param test a laboratory test of the patient; null when there is none
 */
record ExamplePatient(
        String id,
        @Nullable HumanName kanji,
        @Nullable HumanName kana,
        @Nullable Coding test) {}
