/**
 * The door that hospitals reach over the network: a TLS connector of its own, on an address of its own, that leads to the token
 * endpoint and to {@code /ssmix2} and to nothing else. Everything else of the server stays on loopback.
 */
@NullMarked
package org.tsumugi.server.connector;

import org.jspecify.annotations.NullMarked;
