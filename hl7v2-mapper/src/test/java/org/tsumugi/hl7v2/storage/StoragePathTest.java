package org.tsumugi.hl7v2.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;

class StoragePathTest {

    private static final String PATH =
            "999/901/9999013/20111220/OML-11/9999013_20111220_OML-11_000000011000354_20111220103059000_01_1";

    @Test
    void aPathShouldBeReadAndWrittenBack() throws Exception {
        StoragePath path = StoragePath.parse(PATH);
        assertThat(path.patientId()).isEqualTo("9999013");
        assertThat(path.careDate()).isEqualTo("20111220");
        assertThat(path.dataType()).isEqualTo(DataType.OML_11);
        assertThat(path.orderNo()).isEqualTo("000000011000354");
        assertThat(path.department()).isEqualTo("01");
        assertThat(path.flag()).isEqualTo(ConditionFlag.CURRENT);
        assertThat(path.contradiction()).isEmpty();
        assertThat(path.toPath()).isEqualTo(PATH);
        assertThat(path.storageKey()).isEqualTo("9999013_20111220_OML-11_000000011000354");
    }

    @Test
    void shortTimesShouldSortAsText() throws Exception {
        StoragePath path =
                StoragePath.parse("012/345/0123456/-/ADT-00/0123456_-_ADT-00_999999999999999_201112201030_-_2");
        assertThat(path.sortableTime()).isEqualTo("20111220103000000");
        assertThat(path.flag()).isEqualTo(ConditionFlag.PAST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"000/012/12", "12//12", "012/345/12345", "123/45/12345", "000/001/1", "1//1"})
    void shortIdsShouldBeAcceptedPaddedAndUnpadded(String folders) throws Exception {
        String id = folders.substring(folders.lastIndexOf('/') + 1);
        StoragePath path =
                StoragePath.parse(folders + "/-/ADT-00/" + id + "_-_ADT-00_999999999999999_20111220103059000_-_1");
        assertThat(path.contradiction()).isEmpty();
        assertThat(path.patientId()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "999/901/9999014/20111220/OML-11, patient folder",
        "998/901/9999013/20111220/OML-11, first two folders",
        "999/902/9999013/20111220/OML-11, first two folders",
        "999/901/9999013/20111221/OML-11, date folder",
        "999/901/9999013/20111220/OML-01, data type folder"
    })
    void foldersThatContradictTheNameShouldBeSaid(String folders, String what) throws Exception {
        StoragePath path = StoragePath.parse(folders + PATH.substring(PATH.lastIndexOf('/')));
        assertThat(path.contradiction())
                .hasValueSatisfying(text -> assertThat(text).contains(what).doesNotContain("9999013"));
    }

    @ParameterizedTest
    @CsvSource({"ADT-00, 20111220", "OML-11, -", "OML-11, 20111320", "OML-11, 20110229"})
    void aDateThatTheTypeCannotHaveShouldBeAContradiction(String type, String date) throws Exception {
        StoragePath path = StoragePath.parse("999/901/9999013/" + date + "/" + type + "/9999013_" + date + "_" + type
                + "_999999999999999_20111220103059000_01_1");
        assertThat(path.contradiction()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "999/901/9999013/20111220/OML-11",
                "/999/901/9999013/20111220/OML-11/9999013_20111220_OML-11_1_20111220103059000_01_1",
                "x/999/901/9999013/20111220/OML-11/9999013_20111220_OML-11_1_20111220103059000_01_1",
                "999/901/9999013/20111220/OML-11/9999013_20111220_OML-11_1_20111220103059000_01_3",
                "999/901/9999013/20111220/OML-11/9999013_20111220_OML-11_1_20111220103059000_01",
                "999/901/9999013/20111220/OML-11/9999013_20111220_OML-11_1_2011122010_01_1",
                "999/901/9999013/20111220/OML-99/9999013_20111220_OML-99_1_20111220103059000_01_1",
                "999/901/9999013/20111220/OML-11/9999013_20111220_OML-11_1_20111220103059000_01_1.tmp",
                "999/901/9999013/20111220/OML-11/99990131234567890_20111220_OML-11_1_20111220103059000_01_1",
                "999/901/9999013/20111220/OML-11/../9999013_20111220_OML-11_1_20111220103059000_01_1"
            })
    void textThatIsNoStorageNameShouldBeRefused(String path) {
        assertThatThrownBy(() -> StoragePath.parse(path)).isInstanceOf(NotAStorageNameException.class);
    }

    @Test
    void anExtendedPathShouldBeReadFromBothEnds() throws Exception {
        ExtendedStoragePath path = ExtendedStoragePath.parse(
                "999/901/9999013/20111220/^退院サマリ^^18842-5^退院時サマリー^LN/9999013_20111220_^退院サマリ^^18842-5^退院時サマリー^LN_00123_201112201030591_1/img/a.png");
        assertThat(path.patientId()).isEqualTo("9999013");
        assertThat(path.flag()).isEqualTo(ConditionFlag.CURRENT);
        assertThat(path.type())
                .isEqualTo(new DocumentType("^退院サマリ^^18842-5^退院時サマリー^LN", "", "退院サマリ", "", "18842-5", "退院時サマリー", "LN"));
        assertThat(path.specificKey()).isEqualTo("00123");
        assertThat(path.department()).isEqualTo("-");
        assertThat(path.sortableTime()).isEqualTo("20111220103059100");
        assertThat(path.file()).isEqualTo("img/a.png");
        assertThat(path.contradiction()).isEmpty();
        ExtendedStoragePath seven = ExtendedStoragePath.parse(
                "000/012/12/-/L-OBSERVATIONS^OBSERVATIONS^99ZL01/12_-_L-OBS_1.2.3_20111220103059123_01_0/main_document.hl7");
        assertThat(seven.flag()).isEqualTo(ConditionFlag.DELETED);
        assertThat(seven.specificKey()).isEqualTo("1.2.3");
        assertThat(seven.department()).isEqualTo("01");
        assertThat(seven.withFlag(ConditionFlag.CURRENT).contentFolder())
                .isEqualTo("12_-_L-OBS_1.2.3_20111220103059123_01_1");
        assertThat(ExtendedStoragePath.parse("000/012/13/-/L/12_-_L_1_20111220103059123_01_0/m.hl7")
                        .contradiction())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999/901/9999013/20111220/L",
                "999/901/9999013/20111220/L/9999013_20111220_L_1_20111220103059123_01_1",
                "999/901/9999013/20111220/L/9999013_20111220_L_1_20111220103059123_01_1/../x",
                "999/901/9999013/20111220/L/9999013_20111220_L_1_20111220103059123_01_7/x"
            })
    void textThatIsNoExtendedNameShouldBeRefused(String path) {
        assertThatThrownBy(() -> ExtendedStoragePath.parse(path)).isInstanceOf(NotAStorageNameException.class);
    }

    @Test
    void aTransactionNameShouldBeRead() throws Exception {
        TransactionStorageName name = TransactionStorageName.parse("2022/TR_20220101235959568_00001.DAT");
        assertThat(name.time()).isEqualTo("20220101235959568");
        assertThat(name.sequence()).isEqualTo("00001");
        assertThatThrownBy(() -> TransactionStorageName.parse("2022/TR_2022_1.DAT"))
                .isInstanceOf(NotAStorageNameException.class);
    }
}
