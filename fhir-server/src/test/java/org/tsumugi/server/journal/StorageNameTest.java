package org.tsumugi.server.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.server.journal.StorageName.Area;

class StorageNameTest {

    private static final String FOLDERS = "000/000/0000001/20260401/OMP-01/";
    private static final String FEED = "identity-feed/7/20260401090000000_0123456789abcdef.json";
    private static final String NAME = "0000001_20260401_OMP-01_000000000000001_20260401103000000_01";

    @Test
    void parseShouldGiveOneIdentityForAllFlags() throws UnknownNameException {
        assertThat(StorageName.parse(FOLDERS + NAME + "_1").identity())
                .isEqualTo(StorageName.parse(FOLDERS + NAME + "_2").identity())
                .isEqualTo(StorageName.parse(FOLDERS + NAME + "_0").identity())
                .isEqualTo(NAME);
    }

    @Test
    void parseShouldTakeTheWholePathAsIdentityWhenTheNameContradictsItself() throws UnknownNameException {
        String path = "000/000/0000002/20260401/OMP-01/" + NAME + "_1";

        StorageName name = StorageName.parse(path);

        assertThat(name.area()).isEqualTo(Area.CONTRADICTORY);
        assertThat(name.identity()).isEqualTo(path);
        assertThat(name.problem()).isNotEmpty().doesNotContain("0000001", "0000002");
    }

    @Test
    void parseShouldGiveFilesOfAnExtendedContentFolderOneIdentityForAllFlags() throws UnknownNameException {
        String folder = "extended/000/000/0000001/20260401/^退院サマリ^^18842-5^退院時サマリー^LN/";
        String content = "0000001_20260401_^退院サマリ^^18842-5^退院時サマリー^LN_1_20260401103000000_01";

        StorageName current = StorageName.parse(folder + content + "_1/main.xml");
        StorageName deleted = StorageName.parse(folder + content + "_0/main.xml");

        assertThat(current.area()).isEqualTo(Area.EXTENDED);
        assertThat(current.identity()).isEqualTo(deleted.identity());
        assertThat(StorageName.parse(folder + content + "_1/style.css").identity())
                .isNotEqualTo(current.identity());
        assertThat(deleted.flag()).isEqualTo(ConditionFlag.DELETED);
    }

    @Test
    void parseShouldKnowTheTransactionStorage() throws UnknownNameException {
        assertThat(StorageName.parse("transaction/2026/TR_20260401103000000_00001.DAT")
                        .area())
                .isEqualTo(Area.TRANSACTION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "readme.txt",
                "000/000/0000001/20260401/OMP-01/" + NAME,
                "000/000/0000001/20260401/OMP-01/" + NAME + "_3",
                "000/000/0000001/20260401/OMP-01/../" + NAME + "_1",
                "extended/readme.txt",
                "extended/000/000/0000001/20260401/X/../main.xml",
                "extended/000/000/0000001/20260401/X/" + NAME + "_1/\uFFFD\uFFFD.xml",
                "transaction/2026/other.DAT"
            })
    void parseShouldRefuseWhatIsNoStorageName(String path) {
        assertThatThrownBy(() -> StorageName.parse(path)).isInstanceOf(UnknownNameException.class);
    }

    @Test
    void ofJournalShouldReadMessagesOfFeedsWhichNobodyCanSend() throws Exception {
        StorageName name = StorageName.ofJournal(FEED);

        assertThat(name.area()).isEqualTo(Area.IDENTITY_FEED);
        assertThat(name.identity()).isEqualTo(name.path()).isEqualTo(FEED);
        assertThat(name.patientFile().orElseThrow().patientId()).isEqualTo("7");
        assertThat(StorageName.ofJournal(FOLDERS + NAME + "_1")).isEqualTo(StorageName.parse(FOLDERS + NAME + "_1"));
        assertThatThrownBy(() -> StorageName.parse(FEED)).isInstanceOf(UnknownNameException.class);
        assertThatThrownBy(() -> StorageName.ofJournal(FEED + "x")).isInstanceOf(UnknownNameException.class);
    }
}
