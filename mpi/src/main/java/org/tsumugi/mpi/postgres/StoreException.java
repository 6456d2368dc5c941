package org.tsumugi.mpi.postgres;

import java.sql.SQLException;

/** The database could not do what it was asked; the cause says why. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(SQLException cause) {
        super("the index of persons: SQLState " + cause.getSQLState(), cause);
    }
}
