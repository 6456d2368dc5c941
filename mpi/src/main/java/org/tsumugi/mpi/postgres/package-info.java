/** Keeps the index of persons in PostgreSQL, in plain JDBC. The tables are made by the script of the same package. */
@NullMarked
package org.tsumugi.mpi.postgres;

import org.jspecify.annotations.NullMarked;
