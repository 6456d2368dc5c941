/**
 * Trying the product out: at the first start a fictitious network of hospitals is generated, sent to this very server over HTTP
 * as real hospitals would, and waited for; then, at every start, what to try is printed. The only room that knows {@code testbed}.
 */
@NullMarked
package org.tsumugi.server.demo;

import org.jspecify.annotations.NullMarked;
