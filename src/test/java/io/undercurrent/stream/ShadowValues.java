package io.undercurrent.stream;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.Speaker;
import io.undercurrent.engine.window.Term;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.engine.window.WindowUpdate.Origin;
import io.undercurrent.engine.window.WindowUpdate.Part;
import io.undercurrent.engine.window.WindowUpdate.Run;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.comparison.ComparedDay;
import io.undercurrent.series.comparison.ComparedDays;
import io.undercurrent.series.comparison.PairedErrors;
import io.undercurrent.stream.layout.ForecastUpdateLayout;
import io.undercurrent.stream.layout.Layout;
import io.undercurrent.stream.layout.SuccessorLayout;
import io.undercurrent.stream.layout.WindowUpdateLayout;
import io.undercurrent.stream.record.Successor;
import java.util.List;
import java.util.Map;

/** Values of the layouts in which shadows occur, with them and as they were before there were any. */
final class ShadowValues {

    /** Of an update that does not tell its generation. */
    private static final Speaker SPEAKER = new Speaker("gru48@2e4d8b", Forecast.UNKNOWN_GENERATION, 19_900);

    private static final Term TERM = new Term("1f3c9a", 20_003, 1_742_256_000_000L);

    private static final List<Part> PARTS = List.of(
            new Part(
                    Term.OWN,
                    Term.EVER,
                    List.of(new Run(20_000, 20_001, false), new Run(20_003, 20_003, true)),
                    List.of(new Origin(20_000, 300, false))),
            new Part(TERM, 19_990, List.of(), List.of(new Origin(20_003, 0, true))));

    static final Successor SUCCESSOR = new Successor(
            new Term("1f3c9a", 20_003, 1_742_256_000_000L, 0.25), "s3://m/a.safetensors", new byte[] {1, -1}, true);

    static final WindowUpdate WINDOW_UPDATE = new WindowUpdate.Changed(
            "a",
            LayoutValues.window(3),
            20_003,
            20_001,
            PARTS,
            List.of(new Part(
                    new Term("2e4d8b", 20_002, 1_742_256_000_001L),
                    19_980,
                    List.of(new Run(19_980, 20_003, false)),
                    List.of(new Origin(20_003, 0, true)))));

    /** What fixtures hold from before there were shadows, by the last version of which that is so. */
    static final Map<Layout<?>, Map.Entry<Integer, Object>> BEFORE = Map.of(
            SuccessorLayout.SUCCESSOR,
            Map.entry(1, new Successor(TERM, "s3://m/a.safetensors", new byte[] {1, -1})),
            WindowUpdateLayout.WINDOW_UPDATE,
            Map.entry(4, new WindowUpdate.Changed("a", LayoutValues.window(3), 20_003, 20_001, PARTS)),
            ForecastUpdateLayout.FORECAST_UPDATE,
            Map.entry(4, LayoutValues.forecastUpdate(20_001, 17, SPEAKER)));

    private ShadowValues() {}

    static ComparedDays comparedDays() {
        ComparedDays days = new ComparedDays();
        days.add(new ComparedDay("gru48@1f3c9a", "lstm8@77aa00", 20_002), errors(1));
        days.add(new ComparedDay("gru48@1f3c9a", "lstm8@77aa00", 20_003), errors(0.5));
        days.add(new ComparedDay("gru48@2e4d8b", "lstm8@77aa00", 20_004), errors(2));
        return days;
    }

    private static List<PairedErrors> errors(double first) {
        return List.of(new PairedErrors(new double[] {1, 3, first, 2, 3, 4, 1, 0}), PairedErrors.NONE);
    }

    /**
     * @param generation of the live model and of the shadow
     */
    static ForecastUpdate forecastUpdate(int generation) {
        Speaker live = new Speaker("gru48@2e4d8b", generation, 19_900);
        ForecastUpdate.Made before = (ForecastUpdate.Made) LayoutValues.forecastUpdate(20_001, 17, live);
        ForecastUpdate.Origin origin = before.origins().get(0);
        return new ForecastUpdate.Made(
                before.key(),
                before.earlier(),
                before.openFrom(),
                before.changedFrom(),
                before.origins(),
                List.of(new ForecastUpdate.Shadow(
                        new ForecastUpdate.Origin(
                                origin.forecast(), origin.outcome(), new Speaker("lstm8@77aa00", generation, 19_950)),
                        live)),
                true);
    }
}
