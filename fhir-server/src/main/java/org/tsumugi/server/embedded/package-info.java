/**
 * The embedded PostgreSQL and the embedded Elasticsearch: real, durable server processes for those who bring none of their own.
 * Their programs are in the jar, their data below the home directory; they listen on the loopback address only, want a password,
 * and do not outlive the server, however the server ends.
 */
@NullMarked
package org.tsumugi.server.embedded;

import org.jspecify.annotations.NullMarked;
