package org.tsumugi.hl7v2.patient;

import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKey;

/** What ADT^A23 (患者基本情報の削除) says: a patient who exists through other files is not active any more. */
public record PatientRemoval(GroupKey group, int tier) implements Contribution {

    @Override
    public boolean sustains() {
        return false;
    }
}
