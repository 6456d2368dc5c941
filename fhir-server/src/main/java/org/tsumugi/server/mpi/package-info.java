/**
 * Persons: whose record each Patient is. What facilities say of their patients waits in an outbox, written with the patients' data;
 * here it is taken up, divided into persons by the rules in force, and what the rules cannot decide is put before people.
 */
@NullMarked
package org.tsumugi.server.mpi;

import org.jspecify.annotations.NullMarked;
