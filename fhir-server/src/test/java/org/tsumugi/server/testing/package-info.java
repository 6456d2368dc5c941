/** What the server's integration tests share: a real PostgreSQL, a started server. */
@NullMarked
package org.tsumugi.server.testing;

import org.jspecify.annotations.NullMarked;
