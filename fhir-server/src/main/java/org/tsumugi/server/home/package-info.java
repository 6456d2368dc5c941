/**
 * The home directory: the one place on disk below which the server keeps what must survive a restart. It is private to the
 * user that runs the server, locked against a second server, and marked with the version of its layout.
 */
@NullMarked
package org.tsumugi.server.home;

import org.jspecify.annotations.NullMarked;
