package io.undercurrent.job.models;

import io.undercurrent.stream.record.Successor;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Hands the task what a {@link ModelsFollower} found. Has no state: each start reads all there is. */
final class ModelsReader implements SourceReader<Successor, Nothing>, ModelsFollower.Receiver {

    private final ModelsFollower follower;
    private final Counter accepted;
    private final Counter refused;

    /** Guarded by this, as what follows is. */
    private final Queue<Successor> ready = new ArrayDeque<>();

    private CompletableFuture<Void> news = new CompletableFuture<>();
    private boolean ended;
    private boolean lastRefused;

    ModelsReader(MetricGroup metrics, Function<ModelsFollower.Receiver, ModelsFollower> followers) {
        accepted = metrics.counter("modelsAccepted");
        refused = metrics.counter("modelsRefused");
        metrics.gauge("modelRefused", this::lastRefused);
        follower = followers.apply(this);
    }

    private synchronized int lastRefused() {
        return lastRefused ? 1 : 0;
    }

    @Override
    public void start() {
        follower.start();
    }

    @Override
    public synchronized void accepted(Successor successor) {
        accepted.inc();
        lastRefused = false;
        ready.add(successor);
        news.complete(null);
    }

    @Override
    public synchronized void refused() {
        refused.inc();
        lastRefused = true;
    }

    @Override
    public synchronized void ended() {
        ended = true;
        news.complete(null);
    }

    @Override
    public synchronized InputStatus pollNext(ReaderOutput<Successor> output) {
        Successor next = ready.poll();
        if (next != null) {
            output.collect(next);
            return InputStatus.MORE_AVAILABLE;
        }
        if (ended) {
            return InputStatus.END_OF_INPUT;
        }
        if (news.isDone()) {
            news = new CompletableFuture<>();
        }
        return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public synchronized CompletableFuture<Void> isAvailable() {
        return news;
    }

    @Override
    public List<Nothing> snapshotState(long checkpointId) {
        return List.of();
    }

    @Override
    public void addSplits(List<Nothing> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {
        follower.close();
    }
}
