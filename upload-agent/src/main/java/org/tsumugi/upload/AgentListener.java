package org.tsumugi.upload;

/** Told how far an agent is; called by its threads. */
@FunctionalInterface
public interface AgentListener {

    /** A listener that does nothing. */
    AgentListener NONE = answered -> {};

    /** @param answered files answered for good in this run */
    void answered(long answered);
}
