/**
 * HL7 v2.5 messages as SS-MIX2 1.2g lays them down, in true ISO-2022-JP: one writer per data type.
 */
@NullMarked
package org.tsumugi.testbed.message;

import org.jspecify.annotations.NullMarked;
