package org.tsumugi.server.fhir;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tsumugi.hl7v2.MapperSettings.Systems;

/**
 * How FHIR is written.
 *
 * @param systems generation of JP Core 1.1.2's system URIs
 */
@ConfigurationProperties("tsumugi.fhir")
public record FhirProperties(@DefaultValue("url") Systems systems) {}
