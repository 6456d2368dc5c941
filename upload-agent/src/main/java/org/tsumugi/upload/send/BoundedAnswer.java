package org.tsumugi.upload.send;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An answer of which more has to come again and again. A request's timeout ends with the answer's headers; a server, or a firewall on the
 * way, that falls silent behind them would keep us waiting for ever.
 */
final class BoundedAnswer<T> implements BodySubscriber<T> {

    private final BodySubscriber<T> reader;
    private final Duration silence;
    private volatile @Nullable Subscription source;
    private volatile CompletableFuture<Boolean> expected = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();

    private BoundedAnswer(BodySubscriber<T> reader, Duration silence) {
        this.reader = reader;
        this.silence = silence;
    }

    /** The same, given up with an {@link HttpTimeoutException} when nothing comes for so long. */
    static <T> BodyHandler<T> of(BodyHandler<T> handler, Duration silence) {
        return head -> new BoundedAnswer<>(handler.apply(head), silence);
    }

    @Override
    public CompletionStage<T> getBody() {
        return reader.getBody();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        source = subscription;
        listen();
        reader.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                subscription.request(n);
            }

            @Override
            public void cancel() {
                // Whoever does not want the rest does not wait for it
                end();
                subscription.cancel();
            }
        });
    }

    @Override
    public void onNext(List<ByteBuffer> items) {
        if (!over.get()) {
            listen();
            reader.onNext(items);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (end()) {
            reader.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (end()) {
            reader.onComplete();
        }
    }

    private void listen() {
        CompletableFuture<Boolean> more = new CompletableFuture<>();
        more.orTimeout(silence.toNanos(), TimeUnit.NANOSECONDS).exceptionally(timeout -> giveUp());
        CompletableFuture<Boolean> came = expected;
        expected = more;
        came.complete(true);
    }

    private boolean giveUp() {
        boolean silent = end();
        if (silent) {
            reader.onError(new HttpTimeoutException("the answer stopped"));
            Optional.ofNullable(source).ifPresent(Subscription::cancel);
        }
        return silent;
    }

    /** @return false when it was over before */
    private boolean end() {
        expected.complete(true);
        return over.compareAndSet(false, true);
    }
}
