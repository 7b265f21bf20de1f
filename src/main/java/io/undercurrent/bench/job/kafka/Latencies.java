package io.undercurrent.bench.job.kafka;

import io.undercurrent.bench.job.Messages;
import io.undercurrent.job.kafka.MessageProducer;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * How long readings take to become forecasts. Each is sent with the time at which it was due, which its forecast's message names
 * too, and to which the present is compared when a consumer has that: readings that wait because others are late do not get
 * away with it.
 */
final class Latencies {

    /** What is sent in one go, several hundred times a second. */
    private static final long BURST_NANOS = 2_000_000;

    private final int[] millis;

    private Latencies(int[] millis) {
        this.millis = millis;
    }

    /**
     * Sends messages at a steady rate and waits for the forecast of each.
     *
     * @param messages those to send
     * @param rate messages a second
     * @param producer of the topic that the job reads
     * @param forecasts of the topic that the job writes, whose next forecast is that of the first message
     */
    static Latencies measure(Messages messages, double rate, MessageProducer producer, ForecastCounter forecasts)
            throws InterruptedException {
        int count = Math.toIntExact(messages.left());
        int[] millis = new int[count];
        int[] taken = new int[1];
        sendAndAwait(
                messages,
                rate,
                producer,
                forecasts,
                (sentAt, message) -> millis[taken[0]++] = (int) (System.currentTimeMillis() - sentAt));
        return of(millis);
    }

    static Latencies of(int[] millis) {
        int[] sorted = millis.clone();
        Arrays.sort(sorted);
        return new Latencies(sorted);
    }

    /**
     * Sends messages at a steady rate, and hears of the forecast of each.
     *
     * @param listener is told the time at which the reading of a forecast was due
     */
    static void sendAndAwait(
            Messages messages,
            double rate,
            MessageProducer producer,
            ForecastCounter forecasts,
            ForecastCounter.Listener listener)
            throws InterruptedException {
        long count = messages.left();
        Thread sender = new Thread(() -> send(messages, rate, producer), "bench-sender");
        sender.setUncaughtExceptionHandler((thread, thrown) -> forecasts.senderFailed(thrown));
        sender.start();
        forecasts.await(count, listener);
        sender.join();
    }

    private static void send(Messages messages, double rate, MessageProducer producer) {
        long startMillis = System.currentTimeMillis();
        long start = System.nanoTime();
        for (long sent = 0; messages.hasNext(); ) {
            for (long due = (long) ((System.nanoTime() - start) * rate / 1e9);
                    sent < due && messages.hasNext();
                    sent++) {
                byte[] message = messages.next().value();
                producer.send(Messages.key(message), message, startMillis + (long) (sent * 1000 / rate));
            }
            LockSupport.parkNanos(BURST_NANOS);
        }
        producer.flush();
    }

    /** The latency that {@code percent} of the readings do not exceed, in milliseconds. */
    double percentile(double percent) {
        return millis[Math.max(0, (int) Math.ceil(millis.length * percent / 100) - 1)];
    }
}
