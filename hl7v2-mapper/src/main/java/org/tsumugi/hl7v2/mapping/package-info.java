/** What every data-type mapper is given and has to be: the frame that the dispatcher puts around one message. */
@NullMarked
package org.tsumugi.hl7v2.mapping;

import org.jspecify.annotations.NullMarked;
