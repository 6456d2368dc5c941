/**
 * The door for storage files: one file by PUT, many in a tar by POST. A file is acknowledged only when its bytes and its journal
 * row are durable, so an acknowledged file is never lost, and a sender may forget it.
 */
@NullMarked
package org.tsumugi.server.receive;

import org.jspecify.annotations.NullMarked;
