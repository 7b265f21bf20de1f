package io.undercurrent.stream.time;

import io.undercurrent.engine.window.MessageTime;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The time that one partition has reached: a day before the newest {@linkplain MessageTime message time} so far,
 * because messages of several producers are rarely in order. Flink makes one instance for each partition and uses the
 * least of them, so partitions that are read ahead of others have no effect.
 *
 * <p>Without messages time does not advance. A partition without messages for an hour, by the machine's clock, no
 * longer holds the others back. Message times more than a day after the machine's clock are ignored, so that one
 * producer's wrong clock does not end the waits of all series. Only these two rules use the machine's clock; messages
 * themselves are judged by message times alone.
 */
public final class StreamProgress<T> implements WatermarkGenerator<T> {

    /** How much older a message may be than an earlier one of its partition. */
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
