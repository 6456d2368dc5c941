/**
 * The public face of the master patient index (MPI, 名寄せ): which records of which hospitals are one person's. Here are the values
 * that go in and come out. Below are the rooms, in the order in which a record passes through them: {@code name}, {@code date} and
 * {@code number} bring what hospitals write into comparable form, {@code compare} compares two records field by field,
 * {@code rule} holds the ladder of rules that link by themselves, {@code link} divides records into persons, {@code index} keeps
 * that division up to date, {@code score} ranks who else a record might be, for a person to decide. Nothing here knows FHIR, Spring
 * or the server.
 */
@NullMarked
package org.tsumugi.mpi;

import org.jspecify.annotations.NullMarked;
