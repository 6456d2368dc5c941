/**
 * What happened to a patient at a hospital: diseases, visits, prescriptions, laboratory results and stays, told from the seed so
 * that they fit together. Knows nothing of HL7.
 */
@NullMarked
package org.tsumugi.testbed.story;

import org.jspecify.annotations.NullMarked;
