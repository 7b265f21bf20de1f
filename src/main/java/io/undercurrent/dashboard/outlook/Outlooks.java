package io.undercurrent.dashboard.outlook;

import io.undercurrent.calibration.Outcome;
import io.undercurrent.model.BaselineParts;
import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.Forecaster;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Finite;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.kind.StaticFeatures;
import io.undercurrent.series.kind.StaticTable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs the model over windows. Any number of threads may ask; one is answered at a time. */
public final class Outlooks implements AutoCloseable {

    private final ForecastModel model;
    private final Windows windows;
    private final StaticTable statics;
    private final Forecaster forecaster;
    private final EncodedOrigins origins;
    private final float[] input;
    private final float[] values;

    /**
     * @param statics what stays the same about each series, as the job knows it
     */
    public Outlooks(ForecastModel model, Windows windows, StaticTable statics) {
        this.model = model;
        this.statics = statics;
        this.windows = windows;
        forecaster = model.forecaster(1);
        origins = forecaster.origins(1);
        input = new float[forecaster.inputSize()];
        values = new float[model.shape().size()];
    }

    /** Name of the model. */
    public String model() {
        return model.id();
    }

    public Columns columns() {
        return model.columns();
    }

    public ForecastShape shape() {
        return model.shape();
    }

    /**
     * Warms the network up over the window of a series, from zero at its first day.
     *
     * @param origin the last day to know
     * @return empty if the window of the series does not hold the origin
     */
    public synchronized Optional<Outlook> at(String key, int origin) {
        return windows.of(key)
                .filter(window -> window.holds(origin) && origin <= window.newestDay())
                .map(window -> warmUp(window, origin, statics.of(key)));
    }

    private Outlook warmUp(SlidingWindow window, int origin, StaticFeatures ofSeries) {
        float[] state = new float[model.stateSize()];
        int first = Math.max(window.firstDay(), window.newestDay() - window.past() + 1);
        for (int day = first; day <= origin; day++) {
            forecaster.encodeDay(window, day, input, 0);
            // As in the job: a state that is not finite would never become finite again.
            if (!Finite.all(state)) {
                Arrays.fill(state, 0);
            }
            forecaster.step(1, input, state);
        }
        float[] scale =
                Outcome.of(window, origin, model.window(), shape().horizon()).scale();
        boolean[] neverNegative = new boolean[window.targets()];
        for (int target = 0; target < neverNegative.length; target++) {
            double[] held = new double[window.past()];
            window.copyColumn(target, first, origin - first + 1, held);
            neverNegative[target] = Arrays.stream(held, 0, origin - first + 1).noneMatch(value -> value < 0);
        }
        return new Outlook(window, origin, ofSeries, state, scale, neverNegative);
    }

    /**
     * The forecast under assumed covariates.
     *
     * @param covariates of the days ahead, (covariates, horizon); NaN where nothing is known
     */
    public synchronized RawForecast forecast(Outlook outlook, double[][] covariates) {
        SlidingWindow window = Windows.copy(outlook.window());
        int targets = window.targets();
        for (int lead = 0; lead < shape().horizon(); lead++) {
            double[] day = new double[window.columns()];
            for (int covariate = 0; covariate < covariates.length; covariate++) {
                double value = covariates[covariate][lead];
                day[targets + covariate] = Double.isNaN(value) ? Reading.RETRACTED : value;
            }
            window.announce(outlook.origin() + 1 + lead, day);
        }
        forecaster.encodeOrigin(window, outlook.origin(), outlook.statics(), origins, 0);
        forecaster.forecast(1, outlook.state(), origins, 0, values);
        ForecastShape shape = shape();
        double[] raw = new double[shape.size()];
        double[] baselines = new double[targets * shape.horizon()];
        for (int target = 0; target < targets; target++) {
            double reference = origins.reference(0, target);
            for (int at = shape.index(target, 0, 0); at < shape.index(target + 1, 0, 0); at++) {
                raw[at] = reference + values[at];
            }
            for (int lead = 0; lead < shape.horizon(); lead++) {
                baselines[target * shape.horizon() + lead] = reference + origins.baseline(0, target, lead + 1);
            }
        }
        return new RawForecast(shape, raw, baselines);
    }

    /** What the baseline is made of, by target and lead, under what was announced. */
    public List<List<BaselineParts>> baselineParts(Outlook outlook) {
        return model.baselineParts(outlook.window(), outlook.origin(), outlook.statics());
    }

    /** The usual value of a covariate: 0 of one that is never anything but 0 and 1, otherwise the median of the window. */
    public double usual(Outlook outlook, int covariate) {
        double[] held = new double[model.window()];
        SlidingWindow window = outlook.window();
        window.copyColumn(window.targets() + covariate, outlook.origin() - held.length + 1, held.length, held);
        double[] known = Arrays.stream(held).filter(Double::isFinite).sorted().toArray();
        boolean flag = Arrays.stream(known).allMatch(value -> value == 0 || value == 1);
        return flag ? 0 : known[known.length / 2];
    }

    /** Gives the memory of the network back. */
    @Override
    public synchronized void close() {
        forecaster.close();
    }
}
