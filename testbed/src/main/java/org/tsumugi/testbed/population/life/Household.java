package org.tsumugi.testbed.population.life;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Those who live together now. */
final class Household {

    private final long id;
    private final boolean mobile;
    private final List<Citizen> members = new ArrayList<>();
    private Home home;
    private boolean onWelfare;
    private @Nullable Policy national;

    Household(long id, boolean mobile, Home home) {
        this.id = id;
        this.mobile = mobile;
        this.home = home;
    }

    boolean isMobile() {
        return mobile;
    }

    List<Citizen> members() {
        return members;
    }

    /** Whether some member has this given name, so that a child needs another. */
    boolean hasMemberNamed(String given) {
        return members.stream().anyMatch(member -> member.names().last().given().equals(given));
    }

    boolean isHead(Citizen citizen) {
        return members.get(0) == citizen;
    }

    Home home() {
        return home;
    }

    void join(LocalDate day, Citizen citizen) {
        members.add(citizen);
        citizen.livesIn(day, this, id);
    }

    void leave(Citizen citizen) {
        members.remove(citizen);
    }

    /** 国民健康保険 of another municipality gives another number. */
    void move(LocalDate day, Home next) {
        if (!next.municipality().equals(home.municipality())) {
            national = null;
        }
        home = next;
        members.forEach(member -> member.livesAt(day, next));
    }

    boolean isOnWelfare() {
        return onWelfare;
    }

    void setOnWelfare(boolean onWelfare) {
        this.onWelfare = onWelfare;
        national = null;
    }

    /** The number of its 国民健康保険, when it has one. */
    @Nullable
    Policy national() {
        return national;
    }

    void setNational(@Nullable Policy national) {
        this.national = national;
    }
}
