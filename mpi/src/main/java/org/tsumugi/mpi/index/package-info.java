/**
 * Keeps the division into persons up to date while records come, change and go, and gives each person a common health ID that stays.
 * What is kept is behind {@link org.tsumugi.mpi.index.IndexStore}; after any change it is what dividing all records anew would give.
 */
@NullMarked
package org.tsumugi.mpi.index;

import org.jspecify.annotations.NullMarked;
