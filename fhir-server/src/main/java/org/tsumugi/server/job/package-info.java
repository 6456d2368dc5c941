/**
 * Long-running work that operators ask for, or the server itself at a certain time. A {@link org.tsumugi.server.job.Job} is a kind
 * of work; {@link org.tsumugi.server.job.Jobs} keeps what was asked for in the database; {@link
 * org.tsumugi.server.job.JobRunner} does one piece of each kind at a time. Several server processes on one database share the work.
 * What a killed process had begun another takes up when its heartbeat has stopped, from where the job last said it was.
 */
@NullMarked
package org.tsumugi.server.job;

import org.jspecify.annotations.NullMarked;
