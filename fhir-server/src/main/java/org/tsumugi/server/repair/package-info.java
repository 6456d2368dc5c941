/**
 * What operators do about files that could not be used: look at them, decide, have them looked at again; and having files mapped again
 * after the mapper changed, with a look beforehand at what that would change. Lists name files by their receipts; a file's path and
 * bytes are clinical content, are shown only to a token with the scope for it, and every look is recorded before it is answered.
 */
@NullMarked
package org.tsumugi.server.repair;

import org.jspecify.annotations.NullMarked;
