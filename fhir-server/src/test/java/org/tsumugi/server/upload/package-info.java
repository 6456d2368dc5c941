/** The sending agent against a real server. */
@NullMarked
package org.tsumugi.server.upload;

import org.jspecify.annotations.NullMarked;
