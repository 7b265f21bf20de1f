package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.stream.SeriesOperators.Backend;
import io.undercurrent.stream.SeriesOperators.Checkpoint;
import io.undercurrent.stream.bundle.BundleLimits;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.stream.time.StreamProgress;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.flink.util.clock.SystemClock;
import org.junit.jupiter.api.Test;

/**
 * The messages of a year, taken in one by one as they came, and taken in again years later: as fast as can be, partitions at
 * different speeds, by any number of pipelines, with restarts between. Both end in the same forecasts, to the bit, and in the same
 * rejections with the same reasons.
 */
class ReplayEqualsLiveTest {

    private static final ForecastModel MODEL = TestModels.of(ModelSpec.Cell.GRU);
    private static final int ROUNDS = 12;
    private static final int SERIES = 9;
    private static final int PARTITIONS = 3;
    private static final int FIRST_DAY = (int) LocalDate.of(2023, 1, 1).toEpochDay();
    private static final int DAYS = 365;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long YEARS_LATER =
            Duration.ofDays(FIRST_DAY + 3 * DAYS).toMillis();
    private static final float NONE = Float.NaN;

    private static final TimeLimits LIMITS = new TimeLimits(
            OptionalInt.of(4), OptionalInt.of(1), Optional.of(Duration.ofDays(14)), Optional.of(Duration.ofDays(48)));

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    /** Forecasts of each series in their order, and the reason of each message that was rejected, by its offset. */
    private record Results(Map<String, List<Forecast>> forecasts, Map<Long, Reason> rejected) {

        Results() {
            this(new TreeMap<>(), new TreeMap<>());
        }

        void addAll(SeriesOperators operators) {
            operators
                    .forecasts()
                    .forEach(forecast -> forecasts
                            .computeIfAbsent(forecast.key(), key -> new ArrayList<>())
                            .add(forecast));
            for (RejectedRecord record : operators.rejected()) {
                Reason before = rejected.put(
                        record.source().offset(), record.rejection().reason());
                assertEquals(null, before, "rejected twice");
            }
        }
    }

    @Test
    void readAgainYearsLaterEverythingEndsAsItDid() throws Exception {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        for (int round = 0; round < ROUNDS; round++) {
            List<ParsedReading> messages = messagesOfAYear();
            Results live = live(messages);
            Results again = again(messages);
            String where = "seed " + seed + ", round " + round;
            assertEquals(live.rejected(), again.rejected(), where);
            assertEquals(live.forecasts(), again.forecasts(), where);
            reasons.addAll(live.rejected().values());
        }
        assertTrue(
                reasons.containsAll(
                        List.of(Reason.FUTURE_DATE, Reason.UNCONFIRMED_JUMP, Reason.TOO_LATE, Reason.TOO_EARLY)),
                reasons.toString());
    }

    private Results live(List<ParsedReading> messages) throws Exception {
        Results results = new Results();
        Partitions partitions = new Partitions(PARTITIONS);
        try (SeriesOperators operators =
                new SeriesOperators(MODEL, new BundleLimits(1, Duration.ofMillis(10)), LIMITS).start()) {
            for (ParsedReading message : messages) {
                operators.setClock(message.source().timestamp());
                operators.process(message);
                operators.advance(partitions.progressWith(message));
            }
            operators.end();
            results.addAll(operators);
        }
        return results;
    }

    private Results again(List<ParsedReading> messages) throws Exception {
        Results results = new Results();
        List<List<ParsedReading>> left = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int number = partition;
            left.add(new ArrayList<>(messages.stream()
                    .filter(message -> message.source().partition() == number)
                    .toList()));
        }
        Pipelines pipelines = new Pipelines(1 + random.nextInt(3));
        while (left.stream().anyMatch(partition -> !partition.isEmpty())) {
            List<ParsedReading> partition = left.get(random.nextInt(PARTITIONS));
            int burst = Math.min(partition.size(), 1 + random.nextInt(60));
            for (ParsedReading message : partition.subList(0, burst)) {
                pipelines.process(message);
            }
            partition.subList(0, burst).clear();
            if (random.nextInt(30) == 0) {
                pipelines = pipelines.restarted(1 + random.nextInt(3), results);
            }
        }
        pipelines.end(results);
        return results;
    }

    /** Some subtasks of the operators, which read all partitions. */
    private final class Pipelines {

        private final List<SeriesOperators> subtasks = new ArrayList<>();
        private final Partitions partitions = new Partitions(PARTITIONS);

        Pipelines(int parallelism) throws Exception {
            for (int index = 0; index < parallelism; index++) {
                subtasks.add(operators(parallelism, index).start());
            }
            setClock();
        }

        private Pipelines(Checkpoint checkpoint, int from, int to) throws Exception {
            for (int index = 0; index < to; index++) {
                subtasks.add(operators(to, index).start(checkpoint.part(from, to, index)));
            }
            setClock();
        }

        private void setClock() throws Exception {
            for (SeriesOperators subtask : subtasks) {
                subtask.setClock(YEARS_LATER);
            }
        }

        private SeriesOperators operators(int parallelism, int index) throws Exception {
            BundleLimits bundle = new BundleLimits(1 + random.nextInt(20), Duration.ofMillis(10));
            return new SeriesOperators(MODEL, bundle, LIMITS, Backend.HEAP, parallelism, index);
        }

        void process(ParsedReading message) throws Exception {
            int index = KeyGroupRangeAssignment.assignKeyToParallelOperator(
                    message.key(), SeriesOperators.MAX_PARALLELISM, subtasks.size());
            subtasks.get(index).process(message);
            long progress = partitions.progressWith(message);
            for (SeriesOperators subtask : subtasks) {
                subtask.advance(progress);
            }
        }

        /** These, stopped at a checkpoint, as that many. What the partitions had come to is not part of it. */
        Pipelines restarted(int parallelism, Results results) throws Exception {
            List<Checkpoint> parts = new ArrayList<>();
            for (SeriesOperators subtask : subtasks) {
                parts.add(subtask.checkpoint(1));
            }
            close(results);
            return new Pipelines(Checkpoint.merge(parts), subtasks.size(), parallelism);
        }

        void end(Results results) throws Exception {
            for (SeriesOperators subtask : subtasks) {
                subtask.end();
            }
            close(results);
        }

        private void close(Results results) throws Exception {
            for (SeriesOperators subtask : subtasks) {
                results.addAll(subtask);
                subtask.close();
            }
        }
    }

    /** How far the partitions have come, all of them. */
    private static final class Partitions {

        private final List<WatermarkGenerator<ParsedReading>> generators = new ArrayList<>();
        private final long[] progress;

        Partitions(int count) {
            progress = new long[count];
            Arrays.fill(progress, Long.MIN_VALUE);
            for (int partition = 0; partition < count; partition++) {
                generators.add(StreamProgress.<ParsedReading>strategy().createWatermarkGenerator(NOWHERE));
            }
        }

        /** How far all have come after a message. */
        long progressWith(ParsedReading message) {
            int partition = message.source().partition();
            generators.get(partition).onEvent(message, message.source().timestamp(), new WatermarkOutput() {
                @Override
                public void emitWatermark(Watermark watermark) {
                    progress[partition] = watermark.getTimestamp();
                }

                @Override
                public void markIdle() {}

                @Override
                public void markActive() {}
            });
            return Arrays.stream(progress).min().orElseThrow();
        }
    }

    private static final WatermarkGeneratorSupplier.Context NOWHERE = new WatermarkGeneratorSupplier.Context() {
        @Override
        public MetricGroup getMetricGroup() {
            return UnregisteredMetricsGroup.createOperatorMetricGroup();
        }

        @Override
        public RelativeClock getInputActivityClock() {
            return SystemClock.getInstance();
        }
    };

    /**
     * What all series tell in a year, in the order in which it comes, up to a few hours out of the order of its times: days in
     * order, late, again; weeks without any, by one series or by all; wrong dates behind and ahead; and announcements, also of
     * series that have not begun.
     */
    private List<ParsedReading> messagesOfAYear() {
        List<ParsedReading> messages = new ArrayList<>();
        int[] silentUntil = new int[SERIES];
        for (int day = FIRST_DAY; day < FIRST_DAY + DAYS; day++) {
            boolean outage = (day - FIRST_DAY) % 150 > 129;
            for (int i = random.nextInt(2); i < 2 * SERIES && !outage; i++) {
                int series = random.nextInt(SERIES);
                if (random.nextInt(60) == 0) {
                    silentUntil[series] = Math.max(silentUntil[series], day + random.nextInt(100));
                }
                if (day >= silentUntil[series] || random.nextInt(40) == 0) {
                    messages.add(message(series, day, messages.size()));
                }
            }
        }
        return messages;
    }

    private ParsedReading message(int series, int today, long offset) {
        float value = random.nextInt(100);
        Reading reading = random.nextInt(6) == 0
                ? new Reading("s" + series, today + random.nextInt(12), new double[] {NONE, NONE, value})
                : new Reading("s" + series, date(today), new double[] {value, 2 * value, random.nextInt(2)});
        long time = today * DAY + random.nextLong(DAY / 2);
        return new ParsedReading(
                reading, new SourceRecord("readings", series % PARTITIONS, offset, time, null, new byte[1]));
    }

    private int date(int today) {
        return switch (random.nextInt(12)) {
            case 0 -> today + random.nextInt(3);
            case 1 -> today + 20 + random.nextInt(400);
            case 2 -> today - random.nextInt(60);
            case 3, 4 -> today - random.nextInt(5);
            default -> today;
        };
    }
}
