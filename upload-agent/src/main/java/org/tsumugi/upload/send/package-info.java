/**
 * The server as the sender sees it: tokens, the list of patients who refused, batches that are sent until every file in them is
 * answered for good, and what slows sending down (back-off, bandwidth, hours).
 */
@NullMarked
package org.tsumugi.upload.send;

import org.jspecify.annotations.NullMarked;
