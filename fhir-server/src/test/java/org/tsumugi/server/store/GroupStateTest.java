package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.store.GroupState.Need;

class GroupStateTest {

    private static final UUID GROUP = new UUID(0, 1);
    private static final Sha256 ONE = Sha256.of(new byte[] {1});
    private static final Sha256 TWO = Sha256.of(new byte[] {2});

    @Test
    void needShouldBeNothingWhenTheWinnerSaysWhatTheResourcesSay() {
        assertThat(state(true, ONE, true, contributor(true, ONE), false).need()).isEqualTo(Need.NOTHING);
    }

    @Test
    void needShouldBeTheWinnerWhenItSaysSomethingElseOrATargetCameOrWent() {
        assertThat(state(true, ONE, true, contributor(true, TWO), false).need()).isEqualTo(Need.WINNER);
        assertThat(state(true, ONE, false, contributor(true, ONE), false).need())
                .isEqualTo(Need.WINNER);
        assertThat(state(false, null, true, contributor(true, ONE), false).need())
                .isEqualTo(Need.WINNER);
    }

    @Test
    void needShouldBeAllWhenOneContributionAloneDoesNotDecide() {
        assertThat(state(true, null, true, contributor(true, null), true).need())
                .isEqualTo(Need.ALL);
        assertThat(state(true, ONE, true, contributor(false, ONE), false).need())
                .isEqualTo(Need.ALL);
    }

    @Test
    void needShouldBeRemovalWhenTheLastContributorLeft() {
        assertThat(state(true, ONE, true, null, false).need()).isEqualTo(Need.REMOVAL);
        assertThat(state(false, null, true, null, false).need()).isEqualTo(Need.NOTHING);
    }

    private static GroupState state(
            boolean made, @Nullable Sha256 madeOf, boolean upToDate, @Nullable Contributor winner, boolean partial) {
        return new GroupState(
                GROUP, made, Optional.ofNullable(madeOf), 0, upToDate, Optional.ofNullable(winner), partial);
    }

    private static Contributor contributor(boolean sustains, @Nullable Sha256 digest) {
        return new Contributor(GROUP, 1, 0, "1", ONE, sustains, digest);
    }
}
