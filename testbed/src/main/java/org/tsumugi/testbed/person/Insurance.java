package org.tsumugi.testbed.person;

import java.time.LocalDate;

/**
 * A health insurance as the card shows it.
 *
 * @param insurerNumber 保険者番号: 6 digits for 国民健康保険, else 8, the last a check digit
 * @param insurerName 保険者名
 * @param symbol 記号; empty where the insurer has none
 * @param number 番号
 * @param branch 枝番, 2 digits; empty where there is none
 * @param from 資格取得日
 * @param insuredSelf whether the patient is the insured person, not a dependant
 */
public record Insurance(
        InsuranceKind kind,
        String insurerNumber,
        String insurerName,
        String symbol,
        String number,
        String branch,
        LocalDate from,
        boolean insuredSelf) {}
