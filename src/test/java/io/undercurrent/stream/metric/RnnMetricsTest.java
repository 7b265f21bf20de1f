package io.undercurrent.stream.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undercurrent.engine.step.SeriesStates;
import io.undercurrent.engine.step.StateHistory;
import io.undercurrent.engine.step.StateOwner;
import io.undercurrent.stream.RecordedMetrics;
import io.undercurrent.stream.layout.StateHistoryLayout;
import java.io.IOException;
import java.util.Set;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.Gauge;
import org.junit.jupiter.api.Test;

class RnnMetricsTest {

    private final RecordedMetrics operator = new RecordedMetrics();
    private final RnnMetrics metrics = new RnnMetrics(operator, 512, "gru48@1f3c9a", "OpenBLAS");

    /** Dashboards and alerts of others hold on to these. */
    @Test
    void namesStayAsTheyAre() {
        assertEquals(
                Set.of(
                        "forecasts",
                        "forecastsOfNoKind",
                        "forecastsOfNoCountry",
                        "bundleSize",
                        "bundleFill",
                        "bundleMicros",
                        "stepNanos",
                        "stateBytes",
                        "info{model=gru48@1f3c9a}",
                        "info{backend=OpenBLAS}"),
                operator.all().keySet());
        assertEquals(1, ((Gauge<?>) operator.all().get("info{model=gru48@1f3c9a}")).getValue());
    }

    @Test
    void aBundleIsMeasuredInUpdatesInPercentOfItsLimitAndInTime() {
        metrics.bundle(128, 200, 50_000, 90_000);
        metrics.bundle(512, 0, 0, 7_000);
        assertArrayEquals(new long[] {128, 512}, operator.values("bundleSize"));
        assertArrayEquals(new long[] {25, 100}, operator.values("bundleFill"));
        assertArrayEquals(new long[] {90, 7}, operator.values("bundleMicros"));
        assertArrayEquals(new long[] {250}, operator.values("stepNanos"));
    }

    @Test
    void oneStateOfManyIsMeasuredInTheBytesThatItIsWrittenIn() throws IOException {
        SeriesStates small = states(1);
        SeriesStates large = states(2);
        for (int i = 0; i < StateBytes.STRIDE; i++) {
            metrics.kept(i == 0 ? small : large);
        }
        assertArrayEquals(new long[] {bytes(small)}, operator.values("stateBytes"));
        metrics.kept(large);
        assertArrayEquals(new long[] {bytes(small), bytes(large)}, operator.values("stateBytes"));
    }

    private static SeriesStates states(int days) {
        StateHistory history = new StateHistory();
        for (int day = 1; day <= days; day++) {
            history.record(day, new float[48]);
        }
        SeriesStates states = new SeriesStates();
        states.add(new StateOwner(1, 0), history);
        return states;
    }

    private static long bytes(SeriesStates states) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        StateHistoryLayout.STATE_HISTORY.write(states, out);
        return out.length();
    }
}
