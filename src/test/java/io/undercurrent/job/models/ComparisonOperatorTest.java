package io.undercurrent.job.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.embedded.EmbeddedKafka;
import io.undercurrent.embedded.SharedKafka;
import io.undercurrent.evaluation.metric.PairedDifference;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelEvent.What;
import io.undercurrent.format.models.ModelFigures;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.format.models.Watch;
import io.undercurrent.series.comparison.ComparedDay;
import io.undercurrent.series.comparison.ComparedDays;
import io.undercurrent.series.comparison.PairedErrors;
import io.undercurrent.topic.ModelTopics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Figures of a shadow, from what all tasks say, to the topic of events of a real broker. */
@Timeout(60)
// A harness of Flink may be interrupted when it closes.
@SuppressWarnings("try")
class ComparisonOperatorTest {

    private static final EmbeddedKafka KAFKA = SharedKafka.get();
    private static final int HORIZON = 3;
    private static final int DAY = 20_000;
    private static final String LIVE = "gru8@111111";
    private static final String SHADOW = "gru8@222222";
    private static final double TOLERANCE = 1e-9;

    private static ModelLog log(String name) {
        ModelLog log = new ModelLog(
                KAFKA.bootstrapServers(), Map.of(), new ModelTopics(name + ".models", name + ".model-events"));
        log.create(line -> {});
        return log;
    }

    private static ModelEntry entry(String model) {
        return new ModelEntry(
                ModelRole.SHADOW,
                model,
                "file:///shadow",
                "0123456789abcdef".repeat(4),
                DAY,
                Instant.EPOCH,
                new Watch(0.5, Watch.NO_END, null));
    }

    private static OneInputStreamOperatorTestHarness<ComparedDays, Void> harness(ModelLog log) throws Exception {
        Comparisons comparisons = new Comparisons(List.of("sales"), HORIZON);
        return new OneInputStreamOperatorTestHarness<>(new ComparisonOperator(log, "stores", comparisons));
    }

    /** Of a series, with so many forecasts. */
    private static ComparedDays day(String shadow, int day, double live, double candidate) {
        PairedErrors.Builder errors = new PairedErrors.Builder();
        for (int lead = 0; lead < HORIZON; lead++) {
            errors.add(false, 2 * live, live, true);
            errors.add(true, 2 * candidate, candidate, lead > 0);
        }
        ComparedDays days = new ComparedDays();
        days.add(new ComparedDay(LIVE, shadow, day), List.of(errors.build()));
        return days;
    }

    @Test
    void figuresAreThoseOfTheDaysThatAreOver() throws Exception {
        ModelLog log = log("comparison");
        log.push(List.of(entry(SHADOW)));
        Random random = new Random(1);
        int days = 10;
        double[] differences = new double[days];
        double live = 0;
        OperatorSubtaskState stopped;
        try (OneInputStreamOperatorTestHarness<ComparedDays, Void> harness = harness(log)) {
            harness.open();
            for (int day = 0; day < days; day++) {
                double one = 1 + random.nextDouble();
                double other = 1 + random.nextDouble();
                live += one / days;
                differences[day] = one - other;
                // Two tasks, each with the days of its series.
                harness.processElement(new StreamRecord<>(day(SHADOW, DAY + day, one, other)));
                harness.processElement(new StreamRecord<>(day(SHADOW, DAY + day, one, other)));
            }
            harness.processElement(new StreamRecord<>(day("gru8@before", DAY - 1, 9, 9)));
            stopped = harness.snapshot(1, 1);
        }
        // The newest day is the first that is not whole.
        ComparedDays next = day(SHADOW, DAY + days, 7, 1);
        try (OneInputStreamOperatorTestHarness<ComparedDays, Void> harness = harness(log)) {
            harness.initializeState(stopped);
            harness.open();
            harness.processElement(new StreamRecord<>(next));
            ((ComparisonOperator) harness.getOneInputOperator()).finish();
        }
        List<ModelEvent> events = log.events();
        ModelEvent last = events.get(events.size() - 1);
        assertEquals(What.COMPARED, last.what());
        assertEquals(entry(SHADOW), last.entry());
        ModelFigures figures = last.figures().orElseThrow();
        PairedDifference difference = PairedDifference.ofSequence(differences, HORIZON - 1);
        assertEquals(LIVE, figures.live());
        assertEquals(days, figures.days());
        assertEquals(DAY + days - 1, figures.until());
        assertEquals(2, figures.series());
        assertEquals(difference.mean() / live, figures.gain(), TOLERANCE);
        assertEquals(difference.standardError() / live, figures.standardError(), TOLERANCE);
        ModelFigures.OfTarget sales = figures.targets().get(0);
        assertEquals(2 * days * HORIZON, sales.forecasts());
        assertEquals(live, sales.pinball().live(), TOLERANCE);
        assertEquals(2 * live, sales.absolute().live(), TOLERANCE);
        assertEquals(1, sales.coverage().live());
        assertEquals(2.0 / HORIZON, sales.coverage().shadow(), TOLERANCE);

        // After a restart from the same state nothing is said twice.
        try (OneInputStreamOperatorTestHarness<ComparedDays, Void> harness = harness(log)) {
            harness.initializeState(stopped);
            harness.open();
            harness.processElement(new StreamRecord<>(next));
            ((ComparisonOperator) harness.getOneInputOperator()).finish();
        }
        assertEquals(events, log.events());

        // More series have the same days: as after a replay, when no other day comes.
        try (OneInputStreamOperatorTestHarness<ComparedDays, Void> harness = harness(log)) {
            harness.initializeState(stopped);
            harness.open();
            harness.processElement(new StreamRecord<>(next));
            for (int day = 0; day < days; day++) {
                harness.processElement(new StreamRecord<>(day(SHADOW, DAY + day, 1, 1)));
            }
            ((ComparisonOperator) harness.getOneInputOperator()).finish();
        }
        assertEquals(events.size() + 1, log.events().size());
        ModelFigures grown = log.events().get(events.size()).figures().orElseThrow();
        assertEquals(3, grown.series());
        assertEquals(figures.until(), grown.until());
    }

    /** Of a shadow that is no longer there, nothing is said. */
    @Test
    void nothingIsSaidOfAnotherModelThanTheShadow() throws Exception {
        ModelLog log = log("replaced");
        log.push(List.of(entry("gru8@333333")));
        try (OneInputStreamOperatorTestHarness<ComparedDays, Void> harness = harness(log)) {
            harness.open();
            harness.processElement(new StreamRecord<>(day(SHADOW, DAY, 1, 2)));
            harness.processElement(new StreamRecord<>(day(SHADOW, DAY + 1, 1, 2)));
            ((ComparisonOperator) harness.getOneInputOperator()).finish();
        }
        assertTrue(log.events().isEmpty());
    }
}
