package org.tsumugi.server.wiring;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import java.time.Clock;
import org.hl7.fhir.r4.model.Organization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.journal.JournalView;
import org.tsumugi.server.landing.LandingController;
import org.tsumugi.server.landing.LoadedData;
import org.tsumugi.server.landing.OrganizationNames;

/** The landing page and where its numbers come from. */
@Configuration(proxyBeanMethods = false)
class LandingConfiguration {

    @Bean
    LandingController landingController(
            JdbcTemplate database, Facilities facilities, JournalView journal, DaoRegistry daos, Clock clock) {
        OrganizationNames names = new OrganizationNames(daos.getResourceDao(Organization.class));
        return new LandingController(new LoadedData(database, facilities::all, journal, names::of, clock));
    }
}
