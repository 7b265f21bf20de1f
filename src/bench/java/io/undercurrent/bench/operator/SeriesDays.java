package io.undercurrent.bench.operator;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.stream.record.WindowUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Series of one target that all get a day at a time, in order, and what that does to their windows. */
final class SeriesDays {

    private static final int FIRST_DAY = 20_000;

    /** Days that the windows of a job hold besides those that the model looks back on and ahead. */
    private static final int SPARE_DAYS = 21;

    private final List<String> keys = new ArrayList<>();
    private final List<SlidingWindow> windows = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private int day = FIRST_DAY;

    SeriesDays(int series, ForecastModel model) {
        for (int i = 0; i < series; i++) {
            keys.add("series-" + i);
            windows.add(new SlidingWindow(
                    1, 0, model.window() + SPARE_DAYS, model.shape().horizon() + SPARE_DAYS));
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
            updates.add(new WindowUpdate(keys.get(i), window, day, forecasts ? day : day + 1, day));
        }
        day++;
        return updates;
    }
}
