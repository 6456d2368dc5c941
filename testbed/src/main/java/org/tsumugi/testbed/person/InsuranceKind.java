package org.tsumugi.testbed.person;

/** 保険種別 as JAHIS table JHSD0001 codes them. */
public enum InsuranceKind {
    NATIONAL("C0", "国民健康保険"),
    SMALL_COMPANIES("01", "全国健康保険協会管掌健康保険"),
    COMPANY("06", "組合管掌健康保険"),
    MUTUAL_AID("34", "公立学校共済組合"),
    LATTER_STAGE("39", "後期高齢者医療");

    private final String code;
    private final String title;

    InsuranceKind(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /** The code in IN1-2. */
    public String code() {
        return code;
    }

    /** The name in IN1-2. */
    public String title() {
        return title;
    }
}
