package org.tsumugi.server.testing;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.consent.ReadablePartitions;
import org.tsumugi.consent.ReaderPartitions;
import org.tsumugi.server.visibility.AllFacilities;

/** Lets a test request say which facilities it may read, by code; all of them where it does not say. */
@TestConfiguration(proxyBeanMethods = false)
public class ReadersByHeader {

    /** The header: codes of facilities, with commas between. */
    public static final String READS = "X-Test-Reads";

    @Bean
    @Primary
    ReadablePartitions readersByHeader(JdbcTemplate jdbc) {
        ReadablePartitions all = new AllFacilities(jdbc);
        return request -> reads(request) == null
                ? all.of(request)
                : ReaderPartitions.readOnly(jdbc.queryForList(
                        "select partition_id from tsumugi.facility where code = any(string_to_array(?, ','))",
                        Integer.class,
                        reads(request)));
    }

    private static @Nullable String reads(RequestDetails request) {
        return request.getHeader(READS);
    }
}
