/**
 * The door for senders that speak MLLP: HL7 v2 messages over TCP. A listener is one facility's. What the storage path of a file would
 * say, a message says in a {@code #SSMIX} line before it, or in its fields, which settings name; from there on it is a file like any
 * other. A message is acknowledged with AA only when its bytes and its journal row are durable. The frames are read by our own code:
 * see docs/decisions/0013-own-mllp-framing.md.
 */
@NullMarked
package org.tsumugi.server.mllp;

import org.jspecify.annotations.NullMarked;
