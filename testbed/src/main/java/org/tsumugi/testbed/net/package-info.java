/** Lines between a sender and a server that break when they are told to. */
@NullMarked
package org.tsumugi.testbed.net;

import org.jspecify.annotations.NullMarked;
