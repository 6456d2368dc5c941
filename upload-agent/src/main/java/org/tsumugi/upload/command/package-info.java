/** The command line of the agent. */
@NullMarked
package org.tsumugi.upload.command;

import org.jspecify.annotations.NullMarked;
