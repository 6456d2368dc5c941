/**
 * Who is calling and what they may ask for: the token endpoint, the bearer tokens, and the refusal to listen anywhere but on
 * loopback while there is no access control per person. What a reader may see of a person is decided elsewhere.
 */
@NullMarked
package org.tsumugi.server.access;

import org.jspecify.annotations.NullMarked;
