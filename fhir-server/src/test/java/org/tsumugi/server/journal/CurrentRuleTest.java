package org.tsumugi.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.server.journal.CurrentRule.Role;
import org.tsumugi.server.journal.CurrentRule.Use;
import org.tsumugi.server.raw.Sha256;

class CurrentRuleTest {

    private static final Sha256 LOW = new Sha256("0".repeat(64));
    private static final Sha256 HIGH = new Sha256("f".repeat(64));

    @Test
    void rolesShouldMapOnlyTheLatestOfTheCurrentFiles() {
        Map<Long, Role> roles = CurrentRule.roles(List.of(
                file(1, DataType.OMP_01, ConditionFlag.CURRENT, "1", LOW, 1),
                file(2, DataType.OMP_01, ConditionFlag.CURRENT, "3", LOW, 1),
                file(3, DataType.OMP_01, ConditionFlag.PAST, "4", LOW, 1),
                file(4, DataType.OMP_01, ConditionFlag.DELETED, "0", LOW, 1)));

        assertThat(uses(roles))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(1L, Use.NOTHING, 2L, Use.MAP, 3L, Use.NOTHING, 4L, Use.NOTHING));
        assertThat(roles).containsEntry(1L, new Role(ConditionFlag.PAST, Use.NOTHING));
    }

    @Test
    void rolesShouldBreakTiesByDigest() {
        Map<Long, Role> roles = CurrentRule.roles(List.of(
                file(1, DataType.OML_11, ConditionFlag.CURRENT, "1", HIGH, 1),
                file(2, DataType.OML_11, ConditionFlag.CURRENT, "1", LOW, 1)));

        assertThat(uses(roles)).isEqualTo(Map.of(1L, Use.MAP, 2L, Use.NOTHING));
    }

    @Test
    void rolesShouldKeepPastMovementsAsHistory() {
        Map<Long, Role> roles = CurrentRule.roles(List.of(
                file(1, DataType.ADT_52, ConditionFlag.PAST, "1", LOW, 1),
                file(2, DataType.ADT_52, ConditionFlag.CURRENT, "2", LOW, 1),
                file(3, DataType.ADT_52, ConditionFlag.CURRENT, "3", LOW, 1),
                file(4, DataType.ADT_52, ConditionFlag.DELETED, "0", LOW, 1)));

        assertThat(roles)
                .isEqualTo(Map.of(
                        1L, new Role(ConditionFlag.PAST, Use.MAP),
                        2L, new Role(ConditionFlag.PAST, Use.MAP),
                        3L, new Role(ConditionFlag.CURRENT, Use.MAP),
                        4L, new Role(ConditionFlag.DELETED, Use.NOTHING)));
    }

    @Test
    void rolesShouldGiveTheDeleteMessageOfBasicInformationToTheMapper() {
        assertThat(uses(CurrentRule.roles(List.of(file(1, DataType.ADT_00, ConditionFlag.DELETED, "1", LOW, 1)))))
                .isEqualTo(Map.of(1L, Use.MAP));
    }

    @Test
    void rolesShouldHaveNoCurrentFileWhenALaterOneIsDeleted() {
        Map<Long, Role> roles = CurrentRule.roles(List.of(
                file(1, DataType.ADT_52, ConditionFlag.PAST, "1", LOW, 1),
                file(2, DataType.ADT_52, ConditionFlag.CURRENT, "2", LOW, 1),
                file(3, DataType.ADT_52, ConditionFlag.DELETED, "3", LOW, 1)));

        assertThat(roles.values()).containsOnly(new Role(ConditionFlag.DELETED, Use.NOTHING));
    }

    @Test
    void rolesShouldKeepWhatCameAfterADeletedFile() {
        Map<Long, Role> roles = CurrentRule.roles(List.of(
                file(1, DataType.ADT_52, ConditionFlag.CURRENT, "1", LOW, 1),
                file(2, DataType.ADT_52, ConditionFlag.DELETED, "2", LOW, 1),
                file(3, DataType.ADT_52, ConditionFlag.CURRENT, "3", LOW, 1),
                file(4, DataType.ADT_52, ConditionFlag.CURRENT, "4", LOW, 1)));

        assertThat(roles)
                .isEqualTo(Map.of(
                        1L, new Role(ConditionFlag.DELETED, Use.NOTHING),
                        2L, new Role(ConditionFlag.DELETED, Use.NOTHING),
                        3L, new Role(ConditionFlag.PAST, Use.MAP),
                        4L, new Role(ConditionFlag.CURRENT, Use.MAP)));
    }

    @Test
    void rolesShouldTakeAContentFolderAsAWhole() {
        Map<Long, Role> roles = CurrentRule.roles(List.of(
                document(1, "old", ConditionFlag.CURRENT, "1"),
                document(2, "old", ConditionFlag.CURRENT, "1"),
                document(3, "new", ConditionFlag.CURRENT, "2"),
                document(4, "new", ConditionFlag.CURRENT, "2")));

        assertThat(uses(roles))
                .as("a file that the new version has not is not shown beside it")
                .isEqualTo(Map.of(1L, Use.NOTHING, 2L, Use.NOTHING, 3L, Use.MAP, 4L, Use.MAP));
        assertThat(uses(CurrentRule.roles(List.of(
                        document(1, "one", ConditionFlag.CURRENT, "1"),
                        document(2, "one", ConditionFlag.DELETED, "1")))))
                .as("the flag is the folder's")
                .isEqualTo(Map.of(1L, Use.NOTHING, 2L, Use.NOTHING));
    }

    @Test
    void rolesShouldShowTheLastPastVersionOfADocumentThatHasNoCurrentOne() {
        assertThat(CurrentRule.roles(List.of(
                        document(1, "first", ConditionFlag.PAST, "1"), document(2, "second", ConditionFlag.PAST, "2"))))
                .isEqualTo(Map.of(
                        1L, new Role(ConditionFlag.PAST, Use.NOTHING), 2L, new Role(ConditionFlag.PAST, Use.MAP)));
        assertThat(uses(CurrentRule.roles(List.of(
                        document(1, "first", ConditionFlag.PAST, "1"),
                        document(2, "second", ConditionFlag.DELETED, "2")))))
                .isEqualTo(Map.of(1L, Use.NOTHING, 2L, Use.NOTHING));
    }

    @Test
    void rolesShouldQuarantineTheKeyWhenTheCurrentNameHasTwoContents() {
        Map<Long, Role> roles = CurrentRule.roles(List.of(
                file(1, DataType.OMP_01, ConditionFlag.CURRENT, "1", LOW, 1),
                file(2, DataType.OMP_01, ConditionFlag.CURRENT, "2", LOW, 2)));

        assertThat(uses(roles)).isEqualTo(Map.of(1L, Use.NOTHING, 2L, Use.NAME_REUSED));
    }

    @Test
    void rolesShouldQuarantineTheKeyWhenTheDeletedNameHasTwoContents() {
        Map<Long, Role> roles = CurrentRule.roles(List.of(
                file(1, DataType.OMP_01, ConditionFlag.CURRENT, "1", LOW, 1),
                file(2, DataType.OMP_01, ConditionFlag.DELETED, "2", LOW, 2)));

        assertThat(roles)
                .as("the deletion holds meanwhile")
                .isEqualTo(Map.of(
                        1L, new Role(ConditionFlag.DELETED, Use.NOTHING),
                        2L, new Role(ConditionFlag.DELETED, Use.NAME_REUSED)));
    }

    @Test
    void rolesShouldNotAskWhichContentOfADeletedNameIsRightWhenNeitherCounts() {
        assertThat(uses(CurrentRule.roles(List.of(
                        file(1, DataType.OMP_01, ConditionFlag.DELETED, "1", LOW, 2),
                        file(2, DataType.OMP_01, ConditionFlag.DELETED, "2", LOW, 1)))))
                .isEqualTo(Map.of(1L, Use.NOTHING, 2L, Use.NOTHING));
        assertThat(uses(CurrentRule.roles(List.of(
                        file(1, DataType.OMP_01, ConditionFlag.DELETED, "1", LOW, 2),
                        file(2, DataType.OMP_01, ConditionFlag.CURRENT, "2", LOW, 1)))))
                .isEqualTo(Map.of(1L, Use.NOTHING, 2L, Use.MAP));
    }

    @Property(tries = 500)
    void rolesShouldNotDependOnOrder(@ForAll("files") List<KeyFile> files, @ForAll long seed) {
        List<KeyFile> shuffled = new ArrayList<>(files);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(CurrentRule.roles(shuffled)).isEqualTo(CurrentRule.roles(files));
    }

    @Property(tries = 500)
    void rolesShouldHaveOneCurrentFileUnlessALaterOneIsDeleted(@ForAll("files") List<KeyFile> files) {
        String deleted = latest(files, ConditionFlag.DELETED);
        String current = latest(files, ConditionFlag.CURRENT);

        assertThat(CurrentRule.roles(files).values().stream().filter(role -> role.flag() == ConditionFlag.CURRENT))
                .hasSize(!current.isEmpty() && current.compareTo(deleted) >= 0 ? 1 : 0);
    }

    private static String latest(List<KeyFile> files, ConditionFlag flag) {
        return files.stream()
                .filter(file -> file.flag() == flag)
                .map(KeyFile::sortTime)
                .max(Comparator.naturalOrder())
                .orElse("");
    }

    @Provide
    Arbitrary<List<KeyFile>> files() {
        Arbitrary<KeyFile> file = Combinators.combine(
                        Arbitraries.of(ConditionFlag.values()),
                        Arbitraries.of("1", "2", "3"),
                        Arbitraries.of(LOW, HIGH),
                        Arbitraries.of(1, 1, 1, 2))
                .as((flag, time, sha256, contents) -> file(0, DataType.ADT_42, flag, time, sha256, contents));
        return file.list().ofMaxSize(8).map(CurrentRuleTest::numbered);
    }

    private static List<KeyFile> numbered(List<KeyFile> files) {
        List<KeyFile> numbered = new ArrayList<>();
        for (KeyFile file : files) {
            numbered.add(file(
                    numbered.size(), DataType.ADT_42, file.flag(), file.sortTime(), file.sha256(), file.contents()));
        }
        return numbered;
    }

    private static KeyFile file(long id, DataType type, ConditionFlag flag, String time, Sha256 sha256, int contents) {
        return new KeyFile(id, "file " + id, "file " + id, Optional.of(type), flag, time, sha256, contents);
    }

    private static KeyFile document(long id, String version, ConditionFlag flag, String time) {
        return new KeyFile(id, version + "/" + id, version, Optional.empty(), flag, time, LOW, 1);
    }

    private static Map<Long, Use> uses(Map<Long, Role> roles) {
        Map<Long, Use> uses = new HashMap<>();
        roles.forEach((id, role) -> uses.put(id, role.use()));
        return uses;
    }
}
