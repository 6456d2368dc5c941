/**
 * What the agent remembers between two runs: which files it has seen and what became of them, how far it has read, and what it has to
 * report. One SQLite file in a directory of its own; losing its last second only means that some files are sent twice.
 */
@NullMarked
package org.tsumugi.upload.journal;

import org.jspecify.annotations.NullMarked;
