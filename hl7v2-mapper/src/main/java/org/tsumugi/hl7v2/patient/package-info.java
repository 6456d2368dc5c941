/** ADT-00 患者基本情報: Patient, contacts, insurance (Coverage), and the first observations (height, weight, blood type). */
@NullMarked
package org.tsumugi.hl7v2.patient;

import org.jspecify.annotations.NullMarked;
