/**
 * The forms in which Japanese names are compared. A name goes up a ladder of keys, each standing for more writings than the one
 * below: as sent; without differences that mean nothing (width, spaces, variation selectors, 々); with every kanji in its standard
 * form, for which there is a basis that can be named; with what hospitals mix up brought together, which is for a person to look
 * at. Readings in kana have a ladder of their own. Comparing says how near two names are and on which bases.
 */
@NullMarked
package org.tsumugi.mpi.name;

import org.jspecify.annotations.NullMarked;
