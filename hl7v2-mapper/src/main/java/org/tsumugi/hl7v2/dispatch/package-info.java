/** Which mapper gets a file, what is checked before it does, and how contributions of a kind become resources. */
@NullMarked
package org.tsumugi.hl7v2.dispatch;

import org.jspecify.annotations.NullMarked;
