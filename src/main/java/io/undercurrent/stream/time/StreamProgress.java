package io.undercurrent.stream.time;

import io.undercurrent.engine.window.MessageTime;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * How far one partition has come: a day behind the newest {@linkplain MessageTime time} among its messages so far, since those of
 * several producers are rarely in order. Flink makes one for each partition, and passes on the least of them: partitions that are
 * read ahead of others push nothing.
 *
 * <p>Time stands still where nothing comes. A partition without messages for an hour of the machine's clock no longer holds the
 * others back, so that an empty one does not do so for ever; and what lies more than a day ahead of that clock is no progress, so
 * that one producer's wrong clock does not run out everybody's time. In both the clock only says when to wait: what becomes of
 * a message is judged by the times of messages alone.
 */
public final class StreamProgress<T> implements WatermarkGenerator<T> {

    /** How much older than another before it in its partition a message may be without being taken for one of another time. */
    public static final Duration DISORDER = Duration.ofDays(1);

    private static final Duration IDLE = Duration.ofHours(1);

    /** Operators that bundle let go of their bundles at each watermark, and what waits for one waits for days. */
    private static final Duration GRAIN = Duration.ofHours(1);

    private final LongSupplier clock;
    private long newest = MessageTime.UNKNOWN;
    private long told = Long.MIN_VALUE;

    /**
     * @param clock the present, in milliseconds since 1970
     */
    StreamProgress(LongSupplier clock) {
        this.clock = clock;
    }

    /** For sources whose records have the timestamps of their messages. */
    public static <T> WatermarkStrategy<T> strategy() {
        return WatermarkStrategy.<T>forGenerator(context -> new StreamProgress<>(System::currentTimeMillis))
                .withIdleness(IDLE);
    }

    @Override
    public void onEvent(T message, long timestamp, WatermarkOutput output) {
        long time = MessageTime.of(timestamp);
        if (time <= newest || time > clock.getAsLong() + DISORDER.toMillis()) {
            return;
        }
        newest = time;
        // At once and not at the next period, so that what comes next is met by the progress that came before it.
        long reached = newest - DISORDER.toMillis();
        if (reached >= told + GRAIN.toMillis()) {
            output.emitWatermark(new Watermark(reached));
            told = reached;
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // Progress is told with the messages that make it.
    }
}
