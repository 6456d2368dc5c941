package org.tsumugi.server.wiring;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.consent.VisibilityFences;
import org.tsumugi.server.fhir.FoldedNameSearch;
import org.tsumugi.server.identity.Holdings;
import org.tsumugi.server.identity.PersonExpansion;
import org.tsumugi.server.identity.PersonFace;
import org.tsumugi.server.identity.VisiblePersons;
import org.tsumugi.server.journal.JournalView;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;
import org.tsumugi.server.person.RecordLocator;
import org.tsumugi.server.sender.SenderReports;

/** Persons in FHIR. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    @Bean
    VisiblePersons visiblePersons(JdbcTemplate jdbc) {
        return new VisiblePersons(jdbc, VisibilityFences::readable);
    }

    @Bean
    PersonFace personFace(FhirContext fhir, VisiblePersons visible, DaoRegistry daos) {
        return new PersonFace(fhir, visible, daos.getResourceDao(Patient.class));
    }

    @Bean
    Holdings holdings(JdbcTemplate jdbc, RecordLocator locator, JournalView journal, SenderReports reports) {
        return new Holdings(jdbc, locator, journal, reports);
    }

    @Bean
    PersonProviders personProviders(
            PersonFace face,
            SearchParamMatcher matcher,
            FoldedNameSearch names,
            Persons persons,
            RulesInForce rules,
            Holdings holdings) {
        return new PersonProviders(
                face.reads(matcher, names),
                List.of(face.match(persons, rules), face.crossReference(), face.locator(holdings)));
    }

    @Bean
    PersonExpansion personExpansion(PersonFace face, IInterceptorService storage) {
        PersonExpansion expansion = face.expansion();
        storage.registerInterceptor(expansion);
        return expansion;
    }
}
