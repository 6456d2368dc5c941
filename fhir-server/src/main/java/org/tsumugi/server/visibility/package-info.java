/** Who may see which facilities' data. Until access control lands there is one stand-in: whoever reaches FHIR sees all. */
@NullMarked
package org.tsumugi.server.visibility;

import org.jspecify.annotations.NullMarked;
