package org.tsumugi.server.wiring;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.openapi.OpenApiInterceptor;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.hl7.fhir.r4.model.DocumentReference;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.document.BinaryProvider;
import org.tsumugi.server.document.BinaryStreaming;
import org.tsumugi.server.document.DocumentFiles;
import org.tsumugi.server.fhir.SearchParameterList;
import org.tsumugi.server.fhir.TsumugiCapabilityStatementProvider;
import org.tsumugi.server.identity.PatientCompartment;
import org.tsumugi.server.raw.RawStore;

/**
 * The FHIR endpoint at {@code /fhir}. Interceptors of other rooms are registered on the one {@link RestfulServer} bean
 * (requests and responses) or on HAPI's {@link IInterceptorService} (storage).
 */
@Configuration(proxyBeanMethods = false)
class FhirServerConfiguration {

    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_PAGE = 1000;

    @Bean
    RestfulServer restfulServer(
            FhirContext fhirContext,
            SearchParameterList served,
            ListableBeanFactory beans,
            ISearchParamRegistry searchParamRegistry,
            IValidationSupport validationSupport,
            DatabaseBackedPagingProvider pagingProvider,
            BinaryProvider binaries,
            BinaryStreaming streaming,
            PersonProviders persons,
            ObjectProvider<BuildProperties> build) {
        RestfulServer server = new QuietRestfulServer(fhirContext);
        server.setServerName("Tsumugi");
        server.setServerVersion(
                build.stream().findFirst().map(BuildProperties::getVersion).orElse("development"));
        server.setImplementationDescription("Tsumugi: SS-MIX2 storages as FHIR R4");
        server.setDefaultResponseEncoding(EncodingEnum.JSON);
        server.setDefaultPageSize(DEFAULT_PAGE);
        server.setMaximumPageSize(MAX_PAGE);
        pagingProvider.setDefaultPageSize(DEFAULT_PAGE);
        pagingProvider.setMaximumPageSize(MAX_PAGE);
        server.setPagingProvider(pagingProvider);
        List<Object> types = resourceProviders(served, beans);
        persons.standBefore(types);
        server.registerProviders(types);
        server.registerProvider(binaries);
        persons.register(server);
        server.registerInterceptor(
                new PatientCompartment(type -> served.parametersOf(type).contains("patient")));
        server.registerInterceptor(streaming);
        // Batches and transactions; what else it can do the allow-list refuses
        server.registerProvider(beans.getBean("mySystemProviderR4"));
        server.setServerConformanceProvider(
                new TsumugiCapabilityStatementProvider(server, searchParamRegistry, validationSupport, served));
        server.registerInterceptor(new OpenApiInterceptor());
        return server;
    }

    @Bean
    BinaryProvider binaryProvider(JdbcTemplate jdbc, DaoRegistry daos) {
        return new BinaryProvider(new DocumentFiles(jdbc), daos.getResourceDao(DocumentReference.class));
    }

    @Bean
    BinaryStreaming binaryStreaming(RawStore raw) {
        return new BinaryStreaming(raw);
    }

    /** HAPI's generated provider of each type served. */
    private static List<Object> resourceProviders(SearchParameterList served, ListableBeanFactory beans) {
        return served.resourceTypes().stream()
                .map(type -> beans.getBean("my" + type + "RpR4"))
                .toList();
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server) {
        ServletRegistrationBean<RestfulServer> registration = new ServletRegistrationBean<>(server, "/fhir/*");
        registration.setName("fhir");
        registration.setLoadOnStartup(1);
        return registration;
    }

    /** Does not tell every caller which release of which library answers. */
    private static final class QuietRestfulServer extends RestfulServer {
        private static final long serialVersionUID = 1L;

        QuietRestfulServer(FhirContext fhirContext) {
            super(fhirContext);
        }

        @Override
        public void addHeadersToResponse(HttpServletResponse response) {
            // The parent's only header is X-Powered-By
        }
    }
}
