package org.tsumugi.server.wiring;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.model.HistoryCountModeEnum;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.PartitionSettings.CrossPartitionReferenceMode;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.entity.StorageSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsumugi.server.facility.Facilities;

/**
 * HAPI's settings. Those of {@link #partitionSettings()} and the first group of {@link #storageSettings()} keep facilities
 * apart: without any one of them something of a hidden facility can be seen. They are fixed; no property changes them.
 */
@Configuration(proxyBeanMethods = false)
class HapiSettingsConfiguration {

    private static final int MAX_PAGE = 10_000;

    @Bean
    PartitionSettings partitionSettings() {
        PartitionSettings settings = new PartitionSettings();
        settings.setPartitioningEnabled(true);
        settings.setUnnamedPartitionMode(true);
        settings.setDatabasePartitionMode(true);
        settings.setDefaultPartitionId(Facilities.CONFORMANCE_PARTITION);
        settings.setAllowReferencesAcrossPartitions(CrossPartitionReferenceMode.NOT_ALLOWED);
        settings.setConditionalCreateDuplicateIdentifiersEnabled(true);
        return settings;
    }

    @Bean
    JpaStorageSettings storageSettings() {
        JpaStorageSettings settings = new JpaStorageSettings();
        settings.setTagStorageMode(StorageSettings.TagStorageModeEnum.INLINE);
        settings.setResourceServerIdStrategy(JpaStorageSettings.IdStrategyEnum.UUID);
        settings.setHistoryCountMode(HistoryCountModeEnum.COUNT_ACCURATE);
        settings.setUniqueIndexesEnabled(false);
        settings.setReuseCachedSearchResultsForMillis(null);

        settings.setResourceClientIdStrategy(JpaStorageSettings.ClientIdStrategyEnum.ANY);
        settings.setIndexMissingFields(StorageSettings.IndexEnabledEnum.DISABLED);
        settings.setHibernateSearchIndexFullText(false);
        settings.setAdvancedHSearchIndexing(false);
        settings.setAllowContainsSearches(true);
        settings.setAutoCreatePlaceholderReferenceTargets(false);
        settings.setEnforceReferentialIntegrityOnWrite(true);
        settings.setEnforceReferentialIntegrityOnDelete(true);
        settings.setResourceDbHistoryEnabled(true);
        settings.setDeleteEnabled(true);
        settings.setAllowMultipleDelete(false);
        settings.setExpungeEnabled(false);
        settings.setStoreMetaSourceInformation(JpaStorageSettings.StoreMetaSourceInformationEnum.SOURCE_URI);
        settings.setCacheControlNoStoreMaxResultsUpperLimit(MAX_PAGE);
        settings.setMarkResourcesForReindexingUponSearchParameterChange(false);
        settings.setSchedulingDisabled(true);
        settings.setEnableTaskBulkExportJobExecution(false);
        settings.setEnableTaskBulkImportJobExecution(false);
        settings.setEnableTaskPreExpandValueSets(false);
        settings.setEnableTaskResourceReindexing(false);
        return settings;
    }

    @Bean
    SubscriptionSettings subscriptionSettings() {
        return new SubscriptionSettings();
    }
}
