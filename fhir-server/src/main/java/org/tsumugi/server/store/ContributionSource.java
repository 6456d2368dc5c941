package org.tsumugi.server.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.PatientFile;
import org.tsumugi.server.raw.DamagedContentException;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.Sha256;

/** What files say, by mapping their raw bytes; remembered for one unit. */
final class ContributionSource {

    private final SsMix2Mapper mapper;
    private final RawStore raw;
    private final JdbcOperations jdbc;
    private final String facility;
    private final Map<Long, Map<UUID, Contribution>> byFile = new HashMap<>();
    private final Set<Long> lost = new HashSet<>();

    ContributionSource(SsMix2Mapper mapper, RawStore raw, JdbcOperations jdbc, String facility) {
        this.mapper = mapper;
        this.raw = raw;
        this.jdbc = jdbc;
        this.facility = facility;
    }

    /**
     * Maps one file under the flag in effect.
     *
     * @throws ContentLostException when its bytes are not there any more
     * @throws ContentUnreadableException when they cannot be read now
     */
    MappedFile map(PatientFile path, ConditionFlag flag, Sha256 sha256) throws ContentLostException {
        try (RawStore.Reading content = raw.open(sha256)) {
            return mapper.map(facility, path.withFlag(flag), content.bytes(), content.size());
        } catch (NoSuchFileException | DamagedContentException e) {
            throw new ContentLostException(e);
        } catch (IOException e) {
            throw new ContentUnreadableException(e);
        }
    }

    /** The files that were asked for what they say and whose bytes turned out to be lost. */
    Set<Long> lost() {
        return lost;
    }

    /** Remembers what a file was found to say. */
    void remember(long fileId, List<Contribution> contributions) {
        Map<UUID, Contribution> byGroup = new HashMap<>();
        contributions.forEach(contribution -> byGroup.put(contribution.group().id(), contribution));
        byFile.put(fileId, byGroup);
    }

    /** What these say, in the same order; files that this unit has not mapped are mapped again. */
    List<Contribution> of(List<Contributor> contributors) {
        mapAgain(contributors.stream()
                .map(Contributor::fileId)
                .filter(file -> !byFile.containsKey(file))
                .distinct()
                .toList());
        List<Contribution> contributions = new ArrayList<>();
        for (Contributor contributor : contributors) {
            Contribution contribution =
                    byFile.getOrDefault(contributor.fileId(), Map.of()).get(contributor.groupId());
            if (contribution != null) {
                contributions.add(contribution);
            }
        }
        return contributions;
    }

    private record Again(long fileId, PatientFile path, ConditionFlag flag, Sha256 sha256) {}

    private void mapAgain(Collection<Long> files) {
        if (files.isEmpty()) {
            return;
        }
        List<Again> rows = jdbc.query(
                """
                select file_id, path, coalesce(role_flag, flag), sha256 from tsumugi.storage_file
                where file_id = any(cast(? as bigint[]))
                """,
                (row, number) -> new Again(
                        row.getLong(1),
                        PendingFiles.path(row.getString(2)),
                        ConditionFlag.values()[row.getInt(3)],
                        Sha256.ofDigest(row.getBytes(4))),
                SqlArrays.longs(files));
        rows.forEach(row -> remember(row.fileId(), mapAgain(row)));
    }

    private List<Contribution> mapAgain(Again file) {
        try {
            return map(file.path(), file.flag(), file.sha256()).contributions();
        } catch (ContentLostException e) {
            lost.add(file.fileId());
            return List.of();
        }
    }
}
