package org.tsumugi.server.repair;

import org.tsumugi.server.access.AuthenticatedOperator;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** Who may see what is the patients'. */
final class Inspections {

    private Inspections() {}

    /** Ends the request of an operator whose token does not allow it as if there were nothing. */
    static void needScope() {
        if (!AuthenticatedOperator.current().mayInspect()) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
    }
}
