package org.tsumugi.mpi.postgres;

import java.time.Instant;
import org.tsumugi.mpi.index.Decision;

/**
 * A decision as it was kept.
 *
 * @param number counts the decisions
 * @param at when it was made
 * @param decision what was decided
 */
public record KeptDecision(long number, Instant at, Decision decision) {}
