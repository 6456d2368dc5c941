/**
 * The public face of the mapper: one SS-MIX2 storage file in, FHIR R4 (JP Core) resources and an account of what was not
 * understood out. Pure functions: no database, no network, no clock. {@link org.tsumugi.hl7v2.SsMix2Mapper} is the door;
 * the packages below it are rooms, one per data type of the storage, and are not for use from outside (except
 * {@code storage}, the grammar of storage paths).
 */
@NullMarked
package org.tsumugi.hl7v2;

import org.jspecify.annotations.NullMarked;
