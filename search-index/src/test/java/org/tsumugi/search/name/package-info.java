@NullMarked
package org.tsumugi.search.name;

import org.jspecify.annotations.NullMarked;
