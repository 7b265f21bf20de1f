package io.undercurrent.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.stream.SeriesOperators.Backend;
import io.undercurrent.stream.SeriesOperators.Checkpoint;
import io.undercurrent.stream.bundle.BundleLimits;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** A checkpoint that an earlier release left goes on: names of states, layouts and all. */
class CheckpointFixtureTest {

    private static final int DAY = 20_000;
    private static final int DAYS = 20;
    private static final int SERIES = 3;
    /** A series of which only an announcement came. */
    private static final int WAITING = 9;
    /** A series that waits for a second reading. */
    private static final int HELD = 8;

    private static final int JUMP = DAY + 100;

    private static final BundleLimits LIMITS = new BundleLimits(8, Duration.ofMillis(50));

    @Test
    void goesOnFromACheckpointOfVersion1() throws Exception {
        try (SeriesOperators operators = fromVersion1()) {
            operators.process(new Reading("s0", DAY, new double[] {99, 99, 1}));
            operators.process(new Reading("s0", DAY + DAYS - 3, new double[] {99, 99, 1}));
            operators.process(reading(1, DAY + DAYS));
            operators.process(reading(3, DAY));
            operators.process(reading(WAITING, DAY));
            operators.process(reading(HELD, JUMP + 1));
            operators.end();
            assertEquals(1, operators.rejected().size(), "the window still knows its newest day");
            List<Forecast> forecasts = operators.forecasts();
            assertEquals(
                    List.of(
                            "s0 20017 2",
                            "s0 20018 2",
                            "s0 20019 2",
                            "s1 20020 0",
                            "s3 20000 0",
                            "s" + WAITING + " 20000 0",
                            "s" + HELD + " 20100 0",
                            "s" + HELD + " 20101 0"),
                    forecasts.stream()
                            .map(forecast -> forecast.key() + " " + forecast.origin() + " " + forecast.revision())
                            .toList());
            assertTrue(Double.isFinite(forecasts.get(3).value(0, 1, 0)));
            assertEquals(
                    List.of("s0 20017 2", "s0 20018 2", "s0 20019 2", "s1 20020 0", "s" + HELD + " 20101 0"),
                    operators.scores().stream()
                            .map(score -> score.key() + " " + score.day() + " " + score.revision())
                            .toList());
            assertEquals(
                    TestModels.HORIZON,
                    Arrays.stream(operators.scores().get(3).targets().get(0).source())
                            .filter(Objects::nonNull)
                            .count(),
                    "the forecasts made before the checkpoint are still known");
        }
    }

    /** Version 1 did not say in the states whose they are: those of its model, wherever the job goes on with another. */
    @Test
    void goesOnFromACheckpointOfVersion1WithAnotherModel() throws Exception {
        ForecastModel other = TestModels.of(ModelSpec.Cell.LSTM);
        try (SeriesOperators restored = new SeriesOperators(other, LIMITS, Backend.HEAP).start(checkpoint());
                SeriesOperators begun = new SeriesOperators(other, LIMITS, Backend.HEAP).start()) {
            // All days of the fixture are still in the windows.
            for (int day = DAY; day <= DAY + DAYS + 1; day++) {
                begun.process(reading(1, day));
            }
            restored.process(reading(1, DAY + DAYS));
            restored.process(reading(1, DAY + DAYS + 1));
            restored.end();
            begun.end();
            List<Forecast> made = restored.forecasts();
            assertEquals(2, made.size());
            for (int i = 0; i < 2; i++) {
                assertEquals(other.id(), made.get(i).model());
                int median = 1;
                for (int lead = 0; lead < TestModels.HORIZON; lead++) {
                    assertEquals(
                            begun.forecasts().get(DAYS + i).value(0, median, lead),
                            made.get(i).value(0, median, lead));
                }
            }
        }
    }

    /** Version 1 did not keep how many announcements wait. */
    @Test
    void countsWhatWaitsInACheckpointOfVersion1() throws Exception {
        try (SeriesOperators operators = fromVersion1()) {
            for (int i = 0; i < 999; i++) {
                operators.process(announcement(DAY + 2));
            }
            assertEquals(List.of(), operators.rejected());
            operators.process(announcement(DAY + 2));
            assertEquals(
                    List.of(Reason.TOO_EARLY),
                    operators.rejected().stream()
                            .map(r -> r.rejection().reason())
                            .toList());
        }
    }

    /** Version 1 went by the clock of the machine, which was at the first time of messages then. */
    @Test
    void waitsOfVersion1EndByTheTimesOfMessages() throws Exception {
        try (SeriesOperators operators = fromVersion1()) {
            long confirmation = TimeLimits.DEFAULT.confirmation().orElseThrow().toMillis();
            long retention = TimeLimits.DEFAULT.retention().orElseThrow().toMillis();
            operators.setClock(SeriesOperators.NOW + 2 * retention);
            assertEquals(List.of(), operators.rejected());
            assertEquals(SERIES + 1, operators.keysWithWindows());
            operators.process(reading(HELD, JUMP));
            operators.setTime(SeriesOperators.NOW + confirmation);
            assertEquals(
                    List.of(Reason.UNCONFIRMED_JUMP, Reason.UNCONFIRMED_JUMP),
                    operators.rejected().stream()
                            .map(r -> r.rejection().reason())
                            .toList());
            assertEquals(SERIES + 1, operators.keysWithWindows());
            operators.setTime(SeriesOperators.NOW + retention + retention / 16);
            assertEquals(0, operators.keysWithWindows());
            assertEquals(
                    Reason.TOO_EARLY, operators.rejected().get(2).rejection().reason());
            assertEquals(0, operators.timers());
        }
    }

    /** The state names its model by the bytes of a file that this release would write otherwise. */
    private static SeriesOperators fromVersion1() throws Exception {
        ForecastModel model = ModelFile.read(Path.of(resource("checkpoint-v1.safetensors")));
        return new SeriesOperators(model, LIMITS, Backend.HEAP).start(checkpoint());
    }

    private static Checkpoint checkpoint() throws Exception {
        return new Checkpoint(
                OperatorSnapshotUtil.readStateHandle(resource("checkpoint-windows-v1.bin")),
                OperatorSnapshotUtil.readStateHandle(resource("checkpoint-states-v1.bin")),
                OperatorSnapshotUtil.readStateHandle(resource("checkpoint-calibrations-v1.bin")));
    }

    /** Wrote the fixtures of version 1. For the next version, change the names and run it once. */
    @Disabled("a fixture is written once, by the release that introduces its version")
    @Test
    void writeFixture() throws Exception {
        ForecastModel model = TestModels.of(ModelSpec.Cell.GRU);
        Path folder = Path.of("src/test/resources/io/undercurrent/stream");
        ModelFile.write(model, folder.resolve("checkpoint-v1.safetensors"));
        try (SeriesOperators operators = new SeriesOperators(model, LIMITS, Backend.HEAP).start()) {
            for (int day = DAY; day < DAY + DAYS; day++) {
                for (int series = 0; series < SERIES; series++) {
                    operators.process(reading(series, day));
                }
            }
            operators.process(new Reading("s0", DAY + DAYS - 3, new double[] {Double.NaN, 98, Double.NaN}));
            operators.process(announcement(DAY + 1));
            operators.process(reading(HELD, DAY));
            operators.process(reading(HELD, JUMP));
            Checkpoint checkpoint = operators.checkpoint(1);
            OperatorSnapshotUtil.writeStateHandle(
                    checkpoint.windows(),
                    folder.resolve("checkpoint-windows-v1.bin").toString());
            OperatorSnapshotUtil.writeStateHandle(
                    checkpoint.states(),
                    folder.resolve("checkpoint-states-v1.bin").toString());
            OperatorSnapshotUtil.writeStateHandle(
                    checkpoint.calibrations(),
                    folder.resolve("checkpoint-calibrations-v1.bin").toString());
        }
    }

    private static Reading reading(int series, int day) {
        return new Reading("s" + series, day, new double[] {10 + day % 7, 100 + series, day % 2});
    }

    private static Reading announcement(int day) {
        return new Reading("s" + WAITING, day, new double[] {Double.NaN, Double.NaN, 1});
    }

    private static String resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(CheckpointFixtureTest.class.getResource(name))
                        .toURI())
                .toString();
    }
}
