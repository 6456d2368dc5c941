package org.tsumugi.server.store;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.DocumentPart;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.hl7v2.storage.ExtendedStoragePath;
import org.tsumugi.server.document.DocumentFile;
import org.tsumugi.server.document.DocumentFiles;
import org.tsumugi.server.person.ClinicalDay;
import org.tsumugi.server.person.PersonEvidence;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.refusal.RefusedPatients;
import org.tsumugi.server.search.NamedRecords;
import org.tsumugi.server.store.ResourceTables.Produced;
import org.tsumugi.server.store.ResourceTables.Recorded;

/** One unit of the pipeline, inside one transaction: files of some patients in, resources and journal states out. */
final class UnitWork {

    private final JdbcOperations jdbc;
    private final WorkItems items;
    private final PendingFiles files;
    private final GroupTables groups;
    private final ResourceTables resources;
    private final SsMix2Mapper mapper;
    private final MappingVersion mapping;
    private final RawStore raw;
    private final ResourceWriter writer;
    private final DocumentFiles documents;
    private final PersonFeed persons;
    private final RefusedPatients refused;
    private final NamedRecords names;
    private final References references;
    private final Digests digests;

    UnitWork(
            JdbcOperations jdbc,
            PendingFiles files,
            GroupTables groups,
            ResourceTables resources,
            SsMix2Mapper mapper,
            MappingVersion mapping,
            RawStore raw,
            ResourceWriter writer,
            FhirContext fhir) {
        this.jdbc = jdbc;
        this.items = new WorkItems(jdbc);
        this.files = files;
        this.groups = groups;
        this.resources = resources;
        this.mapper = mapper;
        this.mapping = mapping;
        this.raw = raw;
        this.writer = writer;
        this.documents = new DocumentFiles(jdbc);
        this.persons = new PersonFeed(jdbc, mapping);
        this.refused = new RefusedPatients(jdbc);
        this.names = new NamedRecords(jdbc);
        this.references = new References(fhir);
        this.digests = new Digests(fhir);
    }

    /**
     * Settles these files.
     *
     * @param exclusive whether to take facility-wide groups exclusively from the start
     */
    Done run(Claim claim, List<UnitFile> unitFiles, boolean exclusive) {
        ContributionSource source = new ContributionSource(mapper, raw, jdbc, claim.facility());
        Set<String> refusing = refused.among(claim.facility(), claim.patients());
        PatientUnit unit = new PatientUnit(source, refusing);
        List<SettledFile> settled = unit.settle(unitFiles);
        List<Contributor> contributors = unit.contributors(settled, digests);
        Map<UUID, Optional<String>> owners = PatientUnit.owners(settled);

        List<Long> fileIds = unitFiles.stream().map(UnitFile::fileId).toList();
        Set<UUID> formerGroups = groups.groupsOf(fileIds);
        Set<UUID> affected = new HashSet<>(formerGroups);
        affected.addAll(owners.keySet());
        Set<UUID> shared = lockFacilityWide(contributors, formerGroups, owners, exclusive);
        groups.replace(fileIds, !formerGroups.isEmpty(), contributors);
        recordDocuments(settled);
        persons.insurances(claim.facility(), settled, refusing, source);

        UnitMerge.Result merged = new UnitMerge(mapper, groups, resources, source, claim).run(affected, shared, owners);
        write(claim, merged);
        groups.made(claim.facility(), List.copyOf(merged.groups().values()));
        resources.mark(merged.othersToMark());
        files.settle(claim.facility(), settled, mapping);
        if (!source.lost().isEmpty()) {
            files.lookAgain(source.lost());
        }
        return new Done(settled, ofTheFacility(merged));
    }

    /**
     * What was done.
     *
     * @param settled what became of the files
     * @param ofTheFacility of the resources that were made, changed or deleted perhaps, those that are no single patient's
     */
    record Done(List<SettledFile> settled, Set<UUID> ofTheFacility) {}

    private static Set<UUID> ofTheFacility(UnitMerge.Result merged) {
        Set<UUID> groups = new HashSet<>();
        Set<UUID> resources = new HashSet<>();
        for (MergedGroup group : merged.groups().values()) {
            if (group.patient().isEmpty()) {
                groups.add(group.groupId());
                group.resources().forEach(resource -> resources.add(References.id(resource)));
            }
        }
        merged.before().values().stream()
                .filter(produced -> groups.contains(produced.groupId()))
                .forEach(produced -> resources.add(produced.id()));
        return resources;
    }

    /** Which bytes the attachments of documents name; the journal knows the rest of the file. */
    private void recordDocuments(List<SettledFile> settled) {
        List<Long> extended = new ArrayList<>();
        List<DocumentFile> attached = new ArrayList<>();
        for (SettledFile file : settled) {
            if (file.file().path() instanceof ExtendedStoragePath) {
                extended.add(file.file().fileId());
            }
            for (Contribution contribution : file.contributions()) {
                if (contribution instanceof DocumentPart part) {
                    attached.add(new DocumentFile(
                            part.binary(),
                            References.id(part.reference()),
                            file.file().fileId(),
                            file.file().keyFile().sha256()));
                }
            }
        }
        documents.replace(extended, attached);
    }

    /** Returns the groups that are only shared. */
    private Set<UUID> lockFacilityWide(
            List<Contributor> contributors,
            Set<UUID> formerGroups,
            Map<UUID, Optional<String>> owners,
            boolean exclusive) {
        Set<UUID> unknown = new HashSet<>(formerGroups);
        unknown.removeAll(owners.keySet());
        owners.putAll(groups.owners(unknown));
        Map<UUID, Boolean> locks = new HashMap<>();
        owners.forEach((group, patient) -> {
            if (patient.isEmpty()) {
                locks.put(group, exclusive || formerGroups.contains(group));
            }
        });
        if (locks.isEmpty()) {
            return Set.of();
        }
        Map<UUID, Sha256> madeOf = groups.madeOf(locks.keySet());
        for (Contributor contributor : contributors) {
            Sha256 present = madeOf.get(contributor.groupId());
            if (locks.containsKey(contributor.groupId())
                    && (present == null || !present.equals(contributor.digest()))) {
                locks.put(contributor.groupId(), true);
            }
        }
        groups.lock(locks);
        Set<UUID> shared = new HashSet<>();
        locks.forEach((group, alone) -> {
            if (!alone) {
                shared.add(group);
            }
        });
        return shared;
    }

    private void write(Claim claim, UnitMerge.Result merged) {
        Set<UUID> after = merged.idsAfter();
        Map<UUID, Set<UUID>> targetsByGroup = new HashMap<>();
        Set<UUID> elsewhere = new HashSet<>();
        List<UUID> formerlyMade = new ArrayList<>();
        for (MergedGroup group : merged.groups().values()) {
            Set<UUID> targets = references.targets(group.resources());
            targetsByGroup.put(group.groupId(), targets);
            elsewhere.addAll(targets);
            if (group.wasMade()) {
                formerlyMade.add(group.groupId());
            }
        }
        elsewhere.removeAll(after);
        Set<UUID> gone = new HashSet<>(merged.before().keySet());
        gone.removeAll(after);
        awaitSurvivors(claim, merged);
        Set<UUID> absent = absent(elsewhere, gone);

        List<Resource> puts = new ArrayList<>();
        List<Recorded> written = new ArrayList<>();
        for (MergedGroup group : merged.groups().values()) {
            for (Resource resource : group.resources()) {
                if (!absent.isEmpty()) {
                    references.drop(resource, absent::contains);
                }
                Produced now = new Produced(
                        References.id(resource), resource.fhirType(), group.groupId(), digests.of(resource));
                if (!now.equals(merged.before().get(now.id()))) {
                    puts.add(resource);
                    written.add(recorded(claim, group, resource, now));
                }
            }
        }
        List<String> deletes = gone.stream()
                .map(id -> require(merged.before(), id).type() + "/" + id)
                .sorted()
                .toList();
        if (!puts.isEmpty() || !deletes.isEmpty()) {
            writer.write(claim.facility(), puts, deletes);
            names.take(claim.facility(), puts, gone);
        }
        resources.record(written, gone);
        resources.recordReferences(formerlyMade, targetsByGroup);
        persons.patients(claim.facility(), merged.groups().values(), gone);
    }

    /**
     * A Patient may refer to one that is in another worker's hands: whether that one exists, and who tells the other of whom, must not
     * depend on who is quicker.
     */
    private void awaitSurvivors(Claim claim, UnitMerge.Result merged) {
        Set<String> survivors = new TreeSet<>();
        String system = PatientIds.system(claim.facility());
        for (MergedGroup group : merged.groups().values()) {
            for (Resource resource : group.resources()) {
                if (resource instanceof Patient patient && patient.hasLink()) {
                    survivors.add(PersonEvidence.of(patient, system).replacedBy());
                }
            }
        }
        survivors.removeAll(claim.patients());
        survivors.remove("");
        survivors.forEach(patient -> items.await(claim.facility(), patient));
    }

    private static Recorded recorded(Claim claim, MergedGroup group, Resource resource, Produced now) {
        return new Recorded(
                now,
                group.patient()
                        .map(patient -> PatientIds.logicalId(claim.facility(), patient))
                        .orElse(null),
                ClinicalDay.of(resource).orElse(null));
    }

    private Set<UUID> absent(Collection<UUID> elsewhere, Set<UUID> gone) {
        Set<UUID> absent = new HashSet<>(elsewhere);
        absent.removeAll(resources.existing(elsewhere));
        elsewhere.stream().filter(gone::contains).forEach(absent::add);
        return absent;
    }

    private static Produced require(Map<UUID, Produced> before, UUID id) {
        Produced produced = before.get(id);
        if (produced == null) {
            throw new IllegalStateException("a resource that was never there cannot go");
        }
        return produced;
    }
}
