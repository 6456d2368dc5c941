/**
 * What OBX says in every kind of result and order: its value in any of its disguises, status, flags, range and notes. Which
 * Observation it becomes, and with which key and profile, is the affair of the room of each data type.
 */
@NullMarked
package org.tsumugi.hl7v2.observation;

import org.jspecify.annotations.NullMarked;
