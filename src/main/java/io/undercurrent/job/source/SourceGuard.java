package io.undercurrent.job.source;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.metrics.MetricGroup;

/** Decides from time to time whether a job may go on reading. */
public interface SourceGuard extends Serializable {

    /** Begins to watch, where partitions are handed out. */
    Watch begin();

    /** As long as the source hands out partitions, which outlives a failure of what reads them. */
    interface Watch extends AutoCloseable {

        /** Registers what the looks find out, on the job manager. */
        void register(MetricGroup metrics);

        /** From one look to the next. */
        Duration period();

        /**
         * Has a look; may wait for an answer, but not for long.
         *
         * @throws RuntimeException if the job may not go on; the message says why
         */
        void look();

        /** Told that a part of the job failed and starts again. */
        void failed();

        @Override
        void close();
    }
}
