/**
 * Where the server is put together: every Spring configuration class, and nothing else. A feature package is plain Java
 * with constructor arguments; the bean that makes an object of it is declared here, so that one room tells the whole story
 * of what runs and what it depends on. Only this package is scanned.
 */
@NullMarked
package org.tsumugi.server.wiring;

import org.jspecify.annotations.NullMarked;
