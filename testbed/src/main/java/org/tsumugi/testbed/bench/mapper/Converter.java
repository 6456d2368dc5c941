package org.tsumugi.testbed.bench.mapper;

/** Something that makes FHIR JSON of a message. */
interface Converter {

    /** Shown in the table. */
    String name();

    /** FHIR JSON; the length of it shows that something was made. */
    String convert(BenchMessage message) throws Exception;
}
