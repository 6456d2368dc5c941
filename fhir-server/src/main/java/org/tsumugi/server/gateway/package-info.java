/**
 * Letting hospitals in: operators register a facility, give it a client to sign in with, replace or revoke that, and shut a facility
 * out for a while. Each is a row; no hospital is a user of anything but this server.
 */
@NullMarked
package org.tsumugi.server.gateway;

import org.jspecify.annotations.NullMarked;
