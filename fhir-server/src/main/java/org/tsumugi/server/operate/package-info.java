/**
 * Operating a running server. {@code java -jar tsumugi-server.jar COMMAND} is a client that sends HTTP requests to
 * {@code /operator} of the server that runs on the same home directory: it finds it by {@link
 * org.tsumugi.server.operate.RunningServer}, and signs in with the {@link org.tsumugi.server.operate.OperatorKey} that lies
 * there. Each room brings its own commands and endpoints; this room knows none of them. What operators do is written down in
 * {@link org.tsumugi.server.operate.OperatorActions}.
 */
@NullMarked
package org.tsumugi.server.operate;

import org.jspecify.annotations.NullMarked;
