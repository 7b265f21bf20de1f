package io.undercurrent.bench.operator;

import io.undercurrent.engine.window.StepPlanner;
import io.undercurrent.engine.window.TimeLimits;
import io.undercurrent.engine.window.WindowShape;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Series of one target that all get a day at a time, in order, and what that does to their windows. */
final class SeriesDays {

    private static final int FIRST_DAY = 20_000;

    private final List<String> keys = new ArrayList<>();
    private final List<SlidingWindow> windows = new ArrayList<>();
    private final StepPlanner planner;
    private final SplittableRandom random = new SplittableRandom(1);
    private int day = FIRST_DAY;

    SeriesDays(int series, ForecastModel model) {
        WindowShape shape = WindowShape.of(model.contract(TimeLimits.DEFAULT.lateness(model.window())));
        planner = new StepPlanner(shape);
        for (int i = 0; i < series; i++) {
            keys.add("series-" + i);
            windows.add(shape.newWindow());
        }
    }

    /**
     * The next day of all series.
     *
     * @param forecasts whether a forecast is due, or the network only has to pass the day
     */
    List<WindowUpdate> next(boolean forecasts) {
        List<WindowUpdate> updates = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            SlidingWindow window = windows.get(i);
            window.advanceTo(day);
            window.merge(day, new double[] {20 + 3 * ((day + i) % 7) + 4 * random.nextDouble()});
            window.revise(day);
            updates.add(
                    forecasts
                            ? planner.plan(new WindowUpdate.Unplanned(keys.get(i), window, day, day, day))
                            : planner.gap(keys.get(i), window));
        }
        day++;
        return updates;
    }
}
