/**
 * What changed. Every source (passes over the tree, watches, the tail of the transaction storage) only says which patient to visit; a
 * visit looks into that patient's directories, compares them with the journal and hands what is new to the patient's lane, in order.
 * No name is in memory that is not in a batch or of the patient being visited.
 */
@NullMarked
package org.tsumugi.upload.follow;

import org.jspecify.annotations.NullMarked;
