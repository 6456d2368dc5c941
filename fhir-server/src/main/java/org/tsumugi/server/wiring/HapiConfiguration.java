package org.tsumugi.server.wiring;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.IDaoRegistry;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.binary.api.IBinaryStorageSvc;
import ca.uhn.fhir.jpa.binstore.DatabaseBinaryContentStorageSvcImpl;
import ca.uhn.fhir.jpa.config.HibernatePropertiesProvider;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.dao.search.HSearchSortHelperImpl;
import ca.uhn.fhir.jpa.dao.search.IHSearchSortHelper;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirPostgresDialect;
import ca.uhn.fhir.jpa.provider.DaoRegistryResourceSupportedSvc;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.search.IStaleSearchDeletingSvc;
import ca.uhn.fhir.jpa.search.StaleSearchDeletingSvcImpl;
import ca.uhn.fhir.jpa.searchparam.extractor.ISearchParamExtractor;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import ca.uhn.fhir.jpa.subscription.submit.config.SubscriptionSubmitterConfig;
import ca.uhn.fhir.jpa.util.ResourceCountCache;
import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import jakarta.persistence.EntityManagerFactory;
import java.util.Map;
import java.util.Properties;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.tsumugi.server.fhir.FoldedNameExtractor;
import org.tsumugi.server.fhir.FoldedNameSearch;
import org.tsumugi.server.fhir.ListedSearchParamRegistry;
import org.tsumugi.server.fhir.NameFolding;
import org.tsumugi.server.fhir.SearchParameterList;
import org.tsumugi.server.schema.DatabaseSchema;
import org.tsumugi.server.search.SearchParameters;

/** HAPI FHIR JPA R4: HAPI's own configurations and the beans they expect of an application. */
@Configuration
@Import({
    JpaR4Config.class,
    JpaBatch2Config.class,
    Batch2JobsConfig.class,
    ThreadPoolFactoryConfig.class,
    SubscriptionChannelConfig.class,
    SubscriptionSubmitterConfig.class
})
class HapiConfiguration {

    /** HAPI has some sixty repositories, each of which checks its queries when it is made: those that are used are made, when they are. */
    @Bean
    static BeanFactoryPostProcessor repositoriesOnDemand() {
        return beans -> {
            for (String name : beans.getBeanNamesForType(JpaRepositoryFactoryBean.class, true, false)) {
                beans.getBeanDefinition(BeanFactoryUtils.transformedBeanName(name))
                        .getPropertyValues()
                        .add("lazyInit", true);
            }
            ((DefaultListableBeanFactory) beans).setAutowireCandidateResolver(new OnDemand());
        };
    }

    private static final class OnDemand extends ContextAnnotationAutowireCandidateResolver {
        @Override
        protected boolean isLazy(DependencyDescriptor dependency) {
            return Repository.class.isAssignableFrom(dependency.getDependencyType()) || super.isLazy(dependency);
        }
    }

    @Bean
    @Primary
    LocalContainerEntityManagerFactoryBean entityManagerFactory(
            ConfigurableListableBeanFactory beanFactory,
            FhirContext fhirContext,
            JpaStorageSettings storageSettings,
            DatabaseSchema schema) {
        LocalContainerEntityManagerFactoryBean factory =
                HapiEntityManagerFactoryUtil.newEntityManagerFactory(beanFactory, fhirContext, storageSettings);
        factory.setPersistenceUnitName("HAPI_PU");
        factory.setDataSource(schema.dataSource());
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "hibernate.dialect", HapiFhirPostgresDialect.class.getName(),
                "hibernate.hbm2ddl.auto", "none",
                "hibernate.search.enabled", "false",
                "hibernate.jdbc.batch_size", "20",
                "hibernate.order_inserts", "true",
                "hibernate.order_updates", "true",
                "hibernate.cache.use_query_cache", "false",
                "hibernate.cache.use_second_level_cache", "false"));
        factory.setJpaProperties(properties);
        return factory;
    }

    @Bean
    @Primary
    JpaTransactionManager transactionManager(EntityManagerFactory entityManagerFactory) {
        return new JpaTransactionManager(entityManagerFactory);
    }

    @Bean
    @Primary
    HibernatePropertiesProvider hibernatePropertiesProvider() {
        return new HibernatePropertiesProvider();
    }

    @Bean
    SearchParameterList searchParameterList() {
        return SearchParameterList.load();
    }

    /** Takes the place of HAPI's bean of this name. */
    @Bean
    ISearchParamRegistry searchParamRegistry(SearchParameterList list) {
        return new ListedSearchParamRegistry(list, SearchParameters.all());
    }

    @Bean
    NameFolding nameFolding() {
        return new NameFolding();
    }

    /** In place of HAPI's bean of this name. */
    @Bean
    ISearchParamExtractor searchParamExtractor(NameFolding folding) {
        return new FoldedNameExtractor(folding);
    }

    @Bean
    FoldedNameSearch foldedNameSearch(FhirContext fhir, NameFolding folding, IInterceptorService storage) {
        FoldedNameSearch search = new FoldedNameSearch(fhir, folding);
        storage.registerInterceptor(search);
        return search;
    }

    @Bean
    IHSearchSortHelper hSearchSortHelper(ISearchParamRegistry registry) {
        return new HSearchSortHelperImpl(registry);
    }

    @Bean
    IBinaryStorageSvc binaryStorage() {
        return new DatabaseBinaryContentStorageSvcImpl();
    }

    @Bean
    IStaleSearchDeletingSvc staleSearchDeletingSvc() {
        return new StaleSearchDeletingSvcImpl();
    }

    @Bean
    IResourceSupportedSvc resourceSupportedSvc(IDaoRegistry daoRegistry) {
        return new DaoRegistryResourceSupportedSvc(daoRegistry);
    }

    /**
     * HAPI looks this bean up by name. Never filled: the numbers of all hospitals' resources would tell of hidden ones, and taking them
     * reads the whole table at every start.
     */
    @Bean("myResourceCountsCache")
    ResourceCountCache resourceCountCache() {
        return new ResourceCountCache(Map::of);
    }

    @Bean
    DatabaseBackedPagingProvider pagingProvider() {
        return new DatabaseBackedPagingProvider();
    }
}
