/**
 * Compares two records field by field. A record is first brought into comparable form, once; the comparison then says for each field
 * whether it agrees, nearly agrees, differs, or is missing, and for names on what basis.
 */
@NullMarked
package org.tsumugi.mpi.compare;

import org.jspecify.annotations.NullMarked;
