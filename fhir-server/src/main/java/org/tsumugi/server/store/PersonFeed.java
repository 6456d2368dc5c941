package org.tsumugi.server.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.hl7v2.ResourceContribution;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.journal.KeyFile;
import org.tsumugi.server.person.EvidenceJson;
import org.tsumugi.server.person.Insurances;
import org.tsumugi.server.person.PersonEvidence;
import org.tsumugi.server.person.PersonSources;
import org.tsumugi.server.person.PersonSources.ReadFile;
import org.tsumugi.server.person.PersonSources.Source;
import org.tsumugi.server.person.PersonSources.ToldInsurances;
import org.tsumugi.server.raw.RawStoreAwayException;

/** What a unit tells the master patient index of its patients, in the unit's transaction. */
final class PersonFeed {

    private static final Logger LOG = LoggerFactory.getLogger(PersonFeed.class);

    private final PersonSources sources;
    private final MappingVersion mapping;

    PersonFeed(JdbcOperations jdbc, MappingVersion mapping) {
        this.sources = new PersonSources(jdbc);
        this.mapping = mapping;
    }

    /** The Patients of a unit, also those that say the same as before: what is there already is not touched. */
    void patients(String facility, Collection<MergedGroup> merged, Set<UUID> gone) {
        List<Source> present = new ArrayList<>();
        for (MergedGroup group : merged) {
            for (Resource resource : group.resources()) {
                if (resource instanceof Patient patient) {
                    present.add(new Source(
                            References.id(patient),
                            group.patient().orElseThrow(),
                            PersonEvidence.of(patient, PatientIds.system(facility))));
                }
            }
        }
        sources.put(facility, present);
        sources.remove(gone);
    }

    /**
     * The insurances that a unit's files of basic information tell. Those that a later file took the place of are read for this alone,
     * once; what they say counts for nothing else.
     *
     * @param refused patients who refused registration
     */
    void insurances(String facility, List<SettledFile> settled, Set<String> refused, ContributionSource source) {
        List<SettledFile> basic = settled.stream().filter(PersonFeed::isBasic).toList();
        if (basic.isEmpty()) {
            return;
        }
        Set<Long> silent =
                new HashSet<>(basic.stream().map(file -> file.file().fileId()).toList());
        List<ToldInsurances> told = new ArrayList<>();
        for (SettledFile file : basic) {
            if (file.state() == FileState.MAPPED && file.flag() != ConditionFlag.DELETED) {
                told.add(told(facility, file, file.contributions()));
            }
        }
        List<SettledFile> past =
                basic.stream().filter(file -> isReadablePast(file, refused)).toList();
        Set<ReadFile> read =
                sources.read(past.stream().map(file -> file.file().fileId()).toList(), mapping.id());
        for (SettledFile file : past) {
            KeyFile keyFile = file.file().keyFile();
            if (read.contains(new ReadFile(keyFile.fileId(), keyFile.sha256()))) {
                silent.remove(keyFile.fileId());
            } else {
                contributions(file, source).ifPresent(said -> told.add(told(facility, file, said)));
            }
        }
        told.forEach(one -> silent.remove(one.fileId()));
        sources.removeInsurances(silent);
        sources.putInsurances(facility, mapping.id(), told);
    }

    private static boolean isBasic(SettledFile file) {
        return file.file().path() instanceof StoragePath path && path.dataType() == DataType.ADT_00;
    }

    /** Of two contents under one name nobody has said which is right, and of whom refused nothing is read. */
    private static boolean isReadablePast(SettledFile file, Set<String> refused) {
        return file.state() == FileState.SUPERSEDED
                && file.flag() == ConditionFlag.PAST
                && file.file().keyFile().contents() <= 1
                && !refused.contains(file.file().path().patientId());
    }

    /**
     * What a superseded file says; nothing where it cannot be read or mapped. Its patient's other files must not wait for it: verify
     * finds what is missing or unreadable, and a remap of the patient reads it then.
     */
    private static Optional<List<Contribution>> contributions(SettledFile file, ContributionSource source) {
        UnitFile of = file.file();
        try {
            MappedFile mapped = source.map(of.path(), file.flag(), of.keyFile().sha256());
            if (mapped.verdict() == Verdict.MAPPED) {
                return Optional.of(mapped.contributions());
            }
            LOG.debug("Superseded receipt {} cannot be mapped; its insurances are left out", of.receipt());
        } catch (ContentLostException | StackOverflowError e) {
            warn(of, e);
        } catch (ContentUnreadableException e) {
            if (e.getCause() instanceof RawStoreAwayException) {
                throw e;
            }
            warn(of, e);
        }
        return Optional.empty();
    }

    private static void warn(UnitFile file, Throwable e) {
        LOG.warn(
                "The insurances of superseded receipt {} are left out, its content cannot be read or mapped: {}",
                file.receipt(),
                UnitRunner.describe(e));
    }

    private static ToldInsurances told(String facility, SettledFile file, List<Contribution> contributions) {
        KeyFile keyFile = file.file().keyFile();
        List<Resource> resources = contributions.stream()
                .flatMap(one -> one instanceof ResourceContribution whole ? whole.resources().stream() : Stream.empty())
                .toList();
        return new ToldInsurances(
                keyFile.fileId(),
                PatientIds.logicalId(facility, file.file().path().patientId()),
                keyFile.sortTime(),
                keyFile.sha256(),
                EvidenceJson.write(Insurances.of(resources)));
    }
}
