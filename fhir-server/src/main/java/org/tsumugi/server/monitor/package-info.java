/**
 * What operators see of the network: per facility what came, what waits, what was set aside and how its senders are; as a table, as
 * metrics, as alarms that open and close, and by mail: one when something opens, and one digest a day. Codes, counts and facility
 * codes only: no patient, no path.
 */
@NullMarked
package org.tsumugi.server.monitor;

import org.jspecify.annotations.NullMarked;
