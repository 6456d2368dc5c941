package org.tsumugi.mpi.link;

/**
 * What people have decided about two records, which no rule overrules.
 *
 * @param pair the records
 * @param same whether they are one person's
 */
public record Judgement(Pair pair, boolean same) {}
