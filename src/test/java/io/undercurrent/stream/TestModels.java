package io.undercurrent.stream;

import io.undercurrent.model.Provenance;
import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.model.imported.ImportedModel;
import io.undercurrent.model.imported.ImportedSpec;
import io.undercurrent.model.kind.KindEffects;
import io.undercurrent.model.kind.Kinds;
import io.undercurrent.model.kind.StaticColumn;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.model.window.KindPrior;
import io.undercurrent.model.window.ScalePrior;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.series.Columns;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small models with random weights: two targets, one covariate, 14 days or more than a year back and 5 ahead. */
public final class TestModels {

    static final Columns COLUMNS = new Columns(List.of("temperature", "sales"), List.of("promotion"));
    static final int WINDOW = 14;
    static final int HORIZON = 5;
    static final int UNITS = 8;

    /** The shortest window that knows what is usual for a day of the year. */
    static final int LONG_WINDOW = 402;

    private TestModels() {}

    public static RecurrentModel of(ModelSpec.Cell cell) {
        return RecurrentModel.untrained(spec(cell, WINDOW), 17);
    }

    /** A model whose temperature has a climate, which does something to its sales. */
    static RecurrentModel thatSeesYears(ModelSpec.Cell cell) {
        return RecurrentModel.untrained(
                spec(cell, LONG_WINDOW).withBaselines(List.of(Baseline.CLIMATE, Baseline.DECOMPOSITION)), 17);
    }

    /** A model that tells series apart by their kind, and whose stores of kind weekend sell more on Saturdays. */
    static RecurrentModel withKinds() {
        KindPrior nothing = new KindPrior(Collections.nCopies(7, 0.0), List.of(0.0), 0);
        KindPrior saturdays = new KindPrior(List.of(0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0), List.of(1.0), 0.5);
        KindEffects effects = new KindEffects(nothing, List.of(List.of(nothing, saturdays)), 10, 3);
        return RecurrentModel.untrained(
                spec(ModelSpec.Cell.GRU, WINDOW)
                        .withScalePriors(List.of(new ScalePrior(2, 0), new ScalePrior(0.2, 1)))
                        .withKinds(new Kinds(
                                List.of(new StaticColumn("kind", List.of("even", "weekend"))),
                                List.of(effects, effects))),
                17);
    }

    /** A model to which series lie in countries with holidays of their own, every few days: s0 and s3 in two, others in one or none. */
    static RecurrentModel withCountries(int window, int firstDay) {
        SplittableRandom random = new SplittableRandom(17);
        List<HolidayCalendar> calendars = new ArrayList<>();
        for (String country : List.of("XX", "YY")) {
            List<Integer> days = IntStream.range(firstDay, firstDay + 2000)
                    .filter(day -> random.nextInt(6) == 0)
                    .boxed()
                    .toList();
            calendars.add(new HolidayCalendar(
                    country, "by hand", firstDay, firstDay + 2000, List.of(new HolidayCalendar.Holiday("any", days))));
        }
        SeriesHolidays holidays =
                new SeriesHolidays(calendars, Map.of("s0", "XX", "s1", "YY", "s2", "", "s3*", "XX+YY"));
        return RecurrentModel.untrained(spec(ModelSpec.Cell.GRU, window).withSeriesHolidays(holidays), 17);
    }

    /** A still smaller one, of one layer, that differs by its seed. */
    public static RecurrentModel small(ModelSpec.Cell cell, int window, long seed) {
        return RecurrentModel.untrained(
                new ModelSpec(COLUMNS, List.of(true), window, HORIZON, List.of(0.1, 0.5, 0.9), cell, 5, 1, 6), seed);
    }

    /** One whose network was trained elsewhere: it steps once a day, or reads its window anew each day. */
    static ImportedModel imported(boolean stateful, int window, long seed) {
        ImportedSpec spec = new ImportedSpec(
                COLUMNS,
                COLUMNS.names(),
                ImportedSpec.Scaling.FIXED,
                List.of(10.0, 100.0, 0.5),
                List.of(5.0, 50.0, 0.5),
                window,
                HORIZON,
                List.of(0.1, 0.5, 0.9),
                ImportedSpec.Output.POINT,
                stateful);
        Network network = Network.input(COLUMNS.count())
                .gru(UNITS)
                .lstm(6)
                .dense(COLUMNS.targets().size() * HORIZON, Activation.LINEAR)
                .build(seed);
        return new ImportedModel(spec, network, Provenance.imported("network.onnx", Map.of(), "test"));
    }

    private static ModelSpec spec(ModelSpec.Cell cell, int window) {
        return new ModelSpec(COLUMNS, List.of(true), window, HORIZON, List.of(0.1, 0.5, 0.9), cell, UNITS, 2, 6);
    }
}
