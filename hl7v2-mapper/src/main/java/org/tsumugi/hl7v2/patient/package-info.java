/** ADT-00 患者基本情報: Patient, insurance (Coverage), and the first facts about the patient (allergies, height, blood type). */
@NullMarked
package org.tsumugi.hl7v2.patient;

import org.jspecify.annotations.NullMarked;
