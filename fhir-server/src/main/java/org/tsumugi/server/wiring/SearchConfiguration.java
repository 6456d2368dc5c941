package org.tsumugi.server.wiring;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.ISearchBuilder;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.search.builder.predicate.ResourceIdPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import ca.uhn.fhir.rest.server.RestfulServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.search.elastic.Connection;
import org.tsumugi.search.elastic.ElasticsearchInstallation;
import org.tsumugi.search.elastic.Layout;
import org.tsumugi.server.embedded.EmbeddedElasticsearch;
import org.tsumugi.server.job.JobDesk;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.schema.DatabaseSchema;
import org.tsumugi.server.search.CountNotes;
import org.tsumugi.server.search.Counts;
import org.tsumugi.server.search.DateBounds;
import org.tsumugi.server.search.IndexWorker;
import org.tsumugi.server.search.MatchedNames;
import org.tsumugi.server.search.NamePredicate;
import org.tsumugi.server.search.NameSearch;
import org.tsumugi.server.search.NumberSyntax;
import org.tsumugi.server.search.SearchController;
import org.tsumugi.server.search.SearchHealth;
import org.tsumugi.server.search.SearchParts;
import org.tsumugi.server.search.SearchProperties;
import org.tsumugi.server.search.SearchVerification;
import org.tsumugi.server.search.SideConnections;

/** Search by name, and counts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchProperties.class)
class SearchConfiguration {

    @Bean
    ElasticsearchInstallation searchInstallation(
            Connection connection,
            SearchProperties properties,
            JdbcTemplate jdbc,
            ObjectProvider<EmbeddedElasticsearch> embedded) {
        Layout layout = embedded.getIfAvailable() != null
                ? Layout.SINGLE_NODE
                : new Layout(properties.shards(), properties.replicas());
        return new ElasticsearchInstallation(
                connection, properties.prefix() + "-" + SearchParts.installationName(jdbc), layout);
    }

    @Bean
    SideConnections searchConnections(DatabaseSchema schema) {
        return new SideConnections(schema.dataSource());
    }

    @Bean
    SearchParts searchParts(
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            SideConnections side,
            ElasticsearchInstallation installation,
            PartitionSettings partitions,
            DaoRegistry daos,
            MeterRegistry meters,
            Clock clock) {
        SearchParts.meter(meters, jdbc);
        return new SearchParts(jdbc, transactions, side, installation, partitions, daos, clock);
    }

    @Bean
    IndexWorker indexWorker(SearchParts parts) {
        return parts.worker();
    }

    @Bean
    SmartLifecycle indexWorkerLifecycle(IndexWorker worker) {
        return new RunsWithServer(worker::start, worker::stop);
    }

    @Bean
    SearchVerification searchVerification(SearchParts parts) {
        return new SearchVerification(parts.operations());
    }

    @Bean
    SearchController searchController(SearchParts parts, JobDesk desk, OperatorActions actions) {
        return new SearchController(parts.operations(), desk, actions);
    }

    @Bean
    SearchHealth searchHealthIndicator(SearchParts parts) {
        return new SearchHealth(parts.state());
    }

    @Bean
    NameSearch nameSearch(IInterceptorService storage) {
        NameSearch search = new NameSearch();
        storage.registerInterceptor(search);
        return search;
    }

    @Bean
    DateBounds dateBounds(IInterceptorService storage, FhirContext fhir) {
        DateBounds bounds = new DateBounds(fhir);
        storage.registerInterceptor(bounds);
        return bounds;
    }

    @Bean
    NumberSyntax numberSyntax(RestfulServer server) {
        NumberSyntax syntax = new NumberSyntax(server.getFhirContext());
        server.registerInterceptor(syntax);
        return syntax;
    }

    @Bean
    MatchedNames matchedNames(JdbcTemplate jdbc, RestfulServer server) {
        MatchedNames names = new MatchedNames(jdbc);
        server.registerInterceptor(names);
        return names;
    }

    @Bean
    CountNotes countNotes(RestfulServer server) {
        CountNotes notes = new CountNotes();
        server.registerInterceptor(notes);
        return notes;
    }

    /** HAPI makes a search builder for each search. */
    @Bean
    static BeanPostProcessor countsBeforeHapi(
            ObjectProvider<SearchParts> parts, ObjectProvider<SearchProperties> properties) {
        Counts counts = new Counts(() -> new Counts.Counter(
                parts.getObject().counts(), properties.getObject().suppressCountsBelow()));
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof ISearchBuilder<?> builder ? counts.around(builder) : bean;
            }
        };
    }

    /** HAPI names all arguments itself when it asks for this bean. */
    @Configuration(proxyBeanMethods = false)
    static class Predicates {
        private final ObjectProvider<SearchParts> parts;

        Predicates(ObjectProvider<SearchParts> parts) {
            this.parts = parts;
        }

        /** In place of HAPI's bean of this name. */
        @Bean
        @Scope("prototype")
        ResourceIdPredicateBuilder newResourceIdPredicateBuilder(SearchQueryBuilder query) {
            return new NamePredicate(query, parts.getObject().nameKeys());
        }
    }
}
