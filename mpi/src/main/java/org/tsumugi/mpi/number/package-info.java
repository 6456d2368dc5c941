/**
 * Insured numbers (被保険者番号). Hospitals copy them from cards by hand, with hyphens, full-width digits and zeros as it pleases
 * them; here they are brought into one form, told from the numbers of public payers (公費), which name no insured person, and
 * made into keys: for one household, for one person of it, and for one person of 後期高齢者医療.
 */
@NullMarked
package org.tsumugi.mpi.number;

import org.jspecify.annotations.NullMarked;
