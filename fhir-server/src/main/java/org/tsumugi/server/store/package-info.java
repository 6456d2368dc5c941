/**
 * The pipeline behind receiving: takes the pending files of some patients at a time from a queue that several processes share, has
 * them mapped, merges what many files say about one thing, and writes resources and journal in one database transaction. What is
 * stored is a function of the set of files received: not of the order in which they came, nor of which worker took them.
 */
@NullMarked
package org.tsumugi.server.store;

import org.jspecify.annotations.NullMarked;
