/** Threads of the server that go on with something for as long as there is anything to do. */
@NullMarked
package org.tsumugi.server.worker;

import org.jspecify.annotations.NullMarked;
