package org.tsumugi.testbed.facility;

/** Departments by the code of SS-MIX2 table 0069 (統一診療科). */
public enum Department {
    INTERNAL("01", "内科"),
    NEUROLOGY("04", "神経内科"),
    RESPIRATORY("05", "呼吸器科"),
    GASTROENTEROLOGY("06", "消化器科"),
    CARDIOLOGY("08", "循環器科"),
    PAEDIATRICS("09", "小児科"),
    SURGERY("10", "外科"),
    ORTHOPAEDICS("11", "整形外科"),
    NEUROSURGERY("14", "脳神経外科"),
    DERMATOLOGY("19", "皮膚科"),
    UROLOGY("20", "ひ尿器科"),
    OPHTHALMOLOGY("26", "眼科");

    private final String code;
    private final String title;

    Department(String code, String title) {
        this.code = code;
        this.title = title;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }
}
