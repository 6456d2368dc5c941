package org.tsumugi.testbed.population.life;

/** By what a person's care is paid. */
public enum CoverKind {
    /** 国民健康保険 of a municipality: 6 digits, one number for the household. */
    NATIONAL,
    /** 全国健康保険協会 (協会けんぽ): 01…, symbol of the employer, number of the employee. */
    SMALL_COMPANIES,
    /** 健康保険組合: 06…. */
    COMPANY,
    /** 共済組合: 34…. */
    MUTUAL_AID,
    /** 後期高齢者医療, from the 75th birthday: 39…, one number for each person and no symbol. */
    LATE_ELDERLY,
    /** 生活保護: no insurance, no number. */
    WELFARE
}
