package org.tsumugi.server.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.server.journal.CurrentRule;
import org.tsumugi.server.journal.CurrentRule.Role;
import org.tsumugi.server.journal.CurrentRule.Use;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.journal.IssueCodes;
import org.tsumugi.server.journal.KeyFile;

/** First half of a unit: what each file of its patients' changed storage keys is for, and what it says. Pure but for reading bytes. */
final class PatientUnit {

    private static final Logger LOG = LoggerFactory.getLogger(PatientUnit.class);

    private final ContributionSource source;
    private final Set<String> refused;

    /** @param refused patients who refused registration: what there is of them is kept and says nothing */
    PatientUnit(ContributionSource source, Set<String> refused) {
        this.source = source;
        this.refused = refused;
    }

    /** What becomes of these files, which are all files of their storage keys. */
    List<SettledFile> settle(List<UnitFile> files) {
        Map<List<String>, List<UnitFile>> byKey = files.stream().collect(Collectors.groupingBy(UnitFile::key));
        List<SettledFile> settled = new ArrayList<>();
        for (List<UnitFile> key : byKey.values()) {
            Map<Long, Role> roles =
                    CurrentRule.roles(key.stream().map(UnitFile::keyFile).toList());
            for (UnitFile file : key) {
                Role role = roles.get(file.fileId());
                if (role == null) {
                    throw new IllegalStateException("a file without a role");
                }
                settled.add(settle(file, role));
            }
        }
        settled.forEach(file -> source.remember(file.file().fileId(), file.contributions()));
        return settled;
    }

    private SettledFile settle(UnitFile file, Role role) {
        if (role.use() != Use.NOTHING && refused.contains(file.path().patientId())) {
            return quarantined(
                    file, role.flag(), IssueCodes.REFUSED_PATIENT, "the patient is on the facility's refusal list");
        }
        return switch (role.use()) {
            case NOTHING -> new SettledFile(file, role.flag(), FileState.SUPERSEDED, List.of(), List.of());
            case NAME_REUSED ->
                quarantined(
                        file,
                        role.flag(),
                        IssueCodes.NAME_REUSED,
                        "two different contents were received under one name");
            case MAP ->
                file.rejected()
                        ? quarantined(
                                file,
                                role.flag(),
                                IssueCodes.STORE_REJECTED,
                                "what was made of the file could not be stored; the log has the reason under its receipt")
                        : map(file, role.flag());
        };
    }

    private static SettledFile quarantined(UnitFile file, ConditionFlag flag, String code, String detail) {
        return new SettledFile(file, flag, FileState.QUARANTINED, List.of(), List.of(FileIssue.fatal(code, detail)));
    }

    private SettledFile map(UnitFile file, ConditionFlag flag) {
        MappedFile mapped;
        try {
            mapped = source.map(file.path(), flag, file.keyFile().sha256());
        } catch (ContentLostException e) {
            LOG.error("The content of receipt {} is lost: {}", file.receipt(), UnitRunner.describe(e));
            return quarantined(
                    file,
                    flag,
                    IssueCodes.CONTENT_LOST,
                    "the received bytes are missing or damaged in the raw store; the file must be sent again");
        }
        List<FileIssue> issues = mapped.issues().stream().map(FileIssue::of).toList();
        List<Contribution> contributions = contributions(mapped, flag);
        FileState state = switch (mapped.verdict()) {
            case MAPPED ->
                flag == ConditionFlag.DELETED && contributions.isEmpty() ? FileState.SUPERSEDED : FileState.MAPPED;
            case UNSUPPORTED -> FileState.UNSUPPORTED;
            case QUARANTINED -> FileState.QUARANTINED;
        };
        return new SettledFile(file, flag, state, contributions, issues);
    }

    /** A deleted file keeps nothing alive: of ADT-00 only the delete message still says something. */
    private static List<Contribution> contributions(MappedFile mapped, ConditionFlag flag) {
        if (mapped.verdict() != Verdict.MAPPED) {
            return List.of();
        }
        return mapped.contributions().stream()
                .filter(contribution -> flag != ConditionFlag.DELETED || !contribution.sustains())
                .toList();
    }

    /** The journal's rows of what these files contribute. */
    List<Contributor> contributors(List<SettledFile> settled, Digests digests) {
        List<Contributor> contributors = new ArrayList<>();
        for (SettledFile file : settled) {
            KeyFile keyFile = file.file().keyFile();
            Set<UUID> groups = new HashSet<>();
            for (Contribution contribution : file.contributions()) {
                UUID group = contribution.group().id();
                if (!groups.add(group)) {
                    throw new IllegalStateException("a file contributes to a group twice");
                }
                contributors.add(new Contributor(
                        group,
                        keyFile.fileId(),
                        contribution.tier(),
                        keyFile.sortTime(),
                        keyFile.sha256(),
                        contribution.sustains(),
                        digests.of(contribution, file)));
            }
        }
        return contributors;
    }

    /** Whose the groups are that these files contribute to: one patient's, or nobody's. */
    static Map<UUID, Optional<String>> owners(List<SettledFile> settled) {
        Map<UUID, Optional<String>> owners = new HashMap<>();
        for (SettledFile file : settled) {
            for (Contribution contribution : file.contributions()) {
                owners.put(
                        contribution.group().id(),
                        contribution.group().kind().isOfOnePatient()
                                ? Optional.of(file.file().path().patientId())
                                : Optional.empty());
            }
        }
        return owners;
    }
}
