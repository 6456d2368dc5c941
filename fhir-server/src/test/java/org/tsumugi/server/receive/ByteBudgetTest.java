package org.tsumugi.server.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {

    private final ByteBudget budget = new ByteBudget(10 << 10);

    @Test
    void shareShouldGrowAsFarAsThereIsRoom() {
        try (ByteBudget.Share one = budget.share();
                ByteBudget.Share other = budget.share()) {
            one.await(4 << 10);
            assertThat(other.tryAdd(5 << 10)).isTrue();
            assertThat(one.tryAdd(1)).isTrue();
            assertThat(one.tryAdd(1)).isFalse();
            assertThat(budget.free()).isZero();
        }
        assertThat(budget.free()).isEqualTo(10 << 10);
    }

    @Test
    void whoWaitsShouldGetItWhenAnotherGivesItBack() throws Exception {
        ByteBudget.Share first = budget.share();
        first.await(8 << 10);
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> {
            try (ByteBudget.Share share = budget.share()) {
                share.await(3 << 10);
            }
        });
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> !second.isDone());

        first.close();

        second.get(10, TimeUnit.SECONDS);
        assertThat(budget.free()).isEqualTo(10 << 10);
    }

    @Test
    void whatIsLargerThanAllShouldGetAll() {
        try (ByteBudget.Share share = budget.share()) {
            share.await(1 << 30);
            assertThat(budget.free()).isZero();
        }
    }

    @Test
    void whoWaitsMustHoldNothing() {
        try (ByteBudget.Share share = budget.share()) {
            share.await(1);
            assertThatThrownBy(() -> share.await(1)).isInstanceOf(IllegalStateException.class);
        }
    }
}
