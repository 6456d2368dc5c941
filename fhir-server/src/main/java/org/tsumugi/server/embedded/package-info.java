/**
 * The embedded PostgreSQL: a real, durable server process for those who bring no database of their own. Its binaries are in
 * the jar, its data below the home directory; it listens on the loopback address only, wants a password, and does not
 * outlive the server, however the server ends.
 */
@NullMarked
package org.tsumugi.server.embedded;

import org.jspecify.annotations.NullMarked;
