package io.undercurrent.evaluation.streaming;

import io.undercurrent.job.JobEnds;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.history.History;
import io.undercurrent.stream.record.RejectedRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Where a backtest meets its job in the same JVM. Flink serialises the ends of a job; they find their exchange again by its
 * name, in a table of those that are open.
 */
final class Exchange implements AutoCloseable {

    private static final Map<String, Exchange> OPEN = new ConcurrentHashMap<>();
    private static final int WAITING_FORECASTS = 4096;
    private static final int POLL_MILLIS = 100;

    private final String name = "backtest-" + UUID.randomUUID();
    private final Replay replay;
    private final Map<String, History> byKey = new HashMap<>();
    private final int announcedDays;
    /** Bounded, so that a slow receiver slows the job down instead of filling the memory. */
    private final BlockingQueue<Forecast> forecasts = new ArrayBlockingQueue<>(WAITING_FORECASTS);

    private final Queue<Anomaly> anomalies = new ConcurrentLinkedQueue<>();

    private final AtomicReference<RejectedRecord> rejected = new AtomicReference<>();

    private Exchange(Replay replay, int announcedDays) {
        this.replay = replay;
        replay.histories().forEach(history -> byKey.put(history.key(), history));
        this.announcedDays = announcedDays;
    }

    /**
     * @param announcedDays days after an origin whose covariates are told in advance
     */
    static Exchange open(Replay replay, int announcedDays) {
        Exchange exchange = new Exchange(replay, announcedDays);
        OPEN.put(exchange.name, exchange);
        return exchange;
    }

    static Exchange of(String name) {
        return Objects.requireNonNull(OPEN.get(name), () -> "no exchange is open as " + name + " in this JVM");
    }

    /** Ends for the job whose source reads the series in {@code parallelism} parts, or in fewer if there are fewer series. */
    JobEnds ends(int parallelism) {
        InMemorySink<Forecast> put = new InMemorySink<>(name, Exchange::put);
        InMemorySink<Anomaly> alarm = new InMemorySink<>(name, Exchange::alarm);
        return new JobEnds(
                source(parallelism),
                results -> results.sinkTo(put),
                new InMemorySink<RejectedRecord>(name, Exchange::reject),
                Optional.empty(),
                Optional.of(results -> results.sinkTo(alarm)));
    }

    InMemorySource source(int parallelism) {
        int parts = Math.min(parallelism, replay.histories().size());
        return new InMemorySource(IntStream.range(0, parts)
                .mapToObj(part -> new InMemorySource.Part(name, part, parts, 0))
                .toList());
    }

    /** The messages of every {@code parts}-th series that is forecast at all, beginning with number {@code part}. */
    HistoryMessages messages(int part, int parts) {
        List<History> all = replay.histories();
        return new HistoryMessages(
                replay,
                IntStream.range(0, all.size())
                        .filter(series -> series % parts == part)
                        .mapToObj(all::get)
                        .toList(),
                announcedDays);
    }

    /** Keeps what the plan asks for: the job forecasts from every day, also from one that no value follows. */
    private void put(Forecast forecast) throws InterruptedException {
        if (replay.asks(byKey.get(forecast.key()), forecast.origin())) {
            forecasts.put(forecast);
        }
    }

    private void alarm(Anomaly anomaly) {
        anomalies.add(anomaly);
    }

    /** All anomalies of a job that has ended; those of one series in order. */
    List<Anomaly> anomalies() {
        return List.copyOf(anomalies);
    }

    private void reject(RejectedRecord record) {
        rejected.compareAndSet(null, record);
    }

    /**
     * Hands forecasts on, those of one series in order, until the job has ended and all have come.
     *
     * @throws IllegalStateException if the job fails or rejects a message
     */
    void receive(CompletableFuture<?> end, Consumer<Forecast> receiver) {
        try {
            boolean ended;
            do {
                ended = end.isDone();
                Forecast forecast = forecasts.poll(ended ? 0 : POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (forecast != null) {
                    receiver.accept(forecast);
                    ended = false;
                }
                requireNoneRejected();
            } while (!ended);
            end.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the backtest was interrupted", interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the job of the backtest failed", failure.getCause());
        }
    }

    private void requireNoneRejected() {
        RejectedRecord record = rejected.get();
        if (record != null) {
            throw new IllegalStateException(
                    "the job rejected a reading: " + record.rejection().reason().code() + ": "
                            + record.rejection().detail());
        }
    }

    @Override
    public void close() {
        OPEN.remove(name);
    }
}
