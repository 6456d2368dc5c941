package org.tsumugi.hl7v2.storage;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * データ種別: the rows of the SS-MIX2 standardized storage (guideline 1.2g, table 1-1) that have a folder of their own.
 */
public enum DataType {
    ADT_00("ADT-00", "患者基本情報", false, false),
    ADT_01("ADT-01", "担当医の変更", false, false),
    ADT_12("ADT-12", "外来診察の受付", true, true),
    ADT_21("ADT-21", "入院予定", true, false),
    ADT_22("ADT-22", "入院実施", true, false),
    ADT_31("ADT-31", "外出泊実施", true, true),
    ADT_32("ADT-32", "外出泊帰院実施", true, true),
    ADT_41("ADT-41", "転科・転棟予定", true, true),
    ADT_42("ADT-42", "転科・転棟実施", true, true),
    ADT_51("ADT-51", "退院予定", true, true),
    ADT_52("ADT-52", "退院実施", true, true),
    ADT_61("ADT-61", "アレルギー情報", false, false),
    PPR_01("PPR-01", "病名(歴)情報", false, false),
    OMD("OMD", "食事オーダ", true, false),
    OMP_01("OMP-01", "処方オーダ", true, false),
    OMP_11("OMP-11", "処方実施通知", true, false),
    OMP_02("OMP-02", "注射オーダ", true, false),
    OMP_12("OMP-12", "注射実施通知", true, false),
    OML_01("OML-01", "検体検査オーダ", true, false),
    OML_11("OML-11", "検体検査結果通知", true, false),
    OMG_01("OMG-01", "放射線検査オーダ", true, false),
    OMG_11("OMG-11", "放射線検査の実施通知", true, false),
    OMG_02("OMG-02", "内視鏡検査オーダ", true, false),
    OMG_12("OMG-12", "内視鏡検査の実施通知", true, false),
    OMG_03("OMG-03", "生理検査オーダ", true, false),
    OMG_13("OMG-13", "生理検査結果通知", true, false);

    private static final Map<String, DataType> BY_FOLDER =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(DataType::folder, Function.identity()));

    private final String folder;
    private final String japaneseName;
    private final boolean dated;
    private final boolean pastIsHistory;

    DataType(String folder, String japaneseName, boolean dated, boolean pastIsHistory) {
        this.folder = folder;
        this.japaneseName = japaneseName;
        this.dated = dated;
        this.pastIsHistory = pastIsHistory;
    }

    /** The folder name and third part of the file name, such as {@code OML-11}. */
    public String folder() {
        return folder;
    }

    /** The name in the guideline. */
    public String japaneseName() {
        return japaneseName;
    }

    /** Whether the type has a 診療日; types without one have {@code -} in its place. */
    public boolean isDated() {
        return dated;
    }

    /**
     * Whether superseded files (flag 2) still say something. All ADT order numbers are 999999999999999, so movements of one day
     * share a key: for them a superseded file is history of the stay, for other types it is replaced content.
     */
    public boolean isPastHistory() {
        return pastIsHistory;
    }

    /** The type with this folder name, if it is one of the standardized storage. */
    public static Optional<DataType> ofFolder(String folder) {
        return Optional.ofNullable(BY_FOLDER.get(folder));
    }
}
