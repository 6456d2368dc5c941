package org.tsumugi.upload.send;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Sends a request that may take days: it goes on as long as something of its body is taken, and is given up when nothing was for too long. */
record LongExchange(HttpClient http, Duration silence) {

    /**
     * Sends it.
     *
     * @param takenNanos when something of its body was last taken, as {@link System#nanoTime} has it
     */
    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler, LongSupplier takenNanos)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, handler);
        try {
            while (true) {
                long left = takenNanos.getAsLong() + silence.toNanos() - System.nanoTime();
                if (left <= 0) {
                    throw new HttpTimeoutException("nothing more was taken");
                }
                try {
                    return answer.get(left, TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // Something may have been taken meanwhile
                    continue;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }
}
