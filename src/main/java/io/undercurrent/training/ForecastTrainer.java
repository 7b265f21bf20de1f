package io.undercurrent.training;

import io.undercurrent.model.Provenance;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.nn.Layer;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.Weight;
import io.undercurrent.nn.training.Adam;
import io.undercurrent.series.Columns;
import io.undercurrent.series.history.History;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.SeriesHolidays;
import io.undercurrent.training.history.Flags;
import io.undercurrent.training.history.TrainingPeriod;
import io.undercurrent.training.kind.KindLearning;
import io.undercurrent.training.month.MonthLearning;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fits one global model to all series. Mini-batches are stretches of days from random series; the loss is the quantile
 * loss of forecasts from some of these days. The optimiser is Adam with a cosine schedule; weights are averaged over
 * steps. The weights kept are the latest with nearly the lowest loss on the days held back, and validation decides what
 * share of the network's correction to keep, see {@link Shrinkage}.
 *
 * <p>Equal options and histories give equal weights, whatever the machine's number of processors.
 */
public final class ForecastTrainer {

    private static final int HEAD_UNITS = 32;

    /**
     * Fewest days assumed when the weight decay is computed. With fewer, the decay would suppress everything learnt,
     * such as the effect of promotions.
     */
    private static final int FEWEST_DAYS = 6_667;

    /**
     * Below this number of days, some forty years, there are only one or a few series. With a window of years the
     * baseline explains most, and a network would overfit the rest.
     */
    private static final int FEW_DAYS = 15_000;

    /**
     * Largest share of a weight that one step may remove by decay. Above 1 a weight would change its sign at each step;
     * above 2 it would grow.
     */
    private static final double MOST_GIVEN_UP = 0.3;

    /** The highest step width where weights have been trained before, as share of that for random ones. */
    private static final double SHARE_OF_RATE = 1.0 / 3;

    private final Columns columns;
    private final Architecture architecture;
    private final TrainingOptions options;
    private final Optional<RecurrentModel> beginning;
    private final Optional<RecurrentModel> before;

    /** The shape of the model to train; see {@link ModelSpec} for what the numbers mean and may be. */
    public record Architecture(
            int window,
            int horizon,
            List<Double> quantiles,
            ModelSpec.Cell cell,
            int units,
            int layers,
            List<HolidayCalendar> holidays,
            SeriesHolidays seriesHolidays) {

        /** Without holidays. */
        public Architecture(
                int window, int horizon, List<Double> quantiles, ModelSpec.Cell cell, int units, int layers) {
            this(window, horizon, quantiles, cell, units, layers, List.of(), SeriesHolidays.NONE);
        }

        /** The shape of a model that there is. */
        static Architecture of(ModelSpec spec) {
            return new Architecture(
                    spec.window(),
                    spec.horizon(),
                    spec.quantiles(),
                    spec.cell(),
                    spec.units(),
                    spec.layers(),
                    spec.holidays(),
                    spec.seriesHolidays());
        }

        /** The same but for the holidays. */
        public Architecture withHolidays(List<HolidayCalendar> others, SeriesHolidays ofSeries) {
            return new Architecture(window, horizon, quantiles, cell, units, layers, others, ofSeries);
        }

        /** The same with another window. */
        public Architecture withWindow(int other) {
            return new Architecture(other, horizon, quantiles, cell, units, layers, holidays, seriesHolidays);
        }

        /**
         * Makes sure that a model can have this shape.
         *
         * @throws IllegalArgumentException if none can
         */
        public void requirePossible(Columns columns) {
            spec(columns, Collections.nCopies(columns.covariates().size(), false));
        }

        /** The shape of a model, before its baselines are chosen. */
        ModelSpec spec(Columns columns, List<Boolean> flags) {
            return new ModelSpec(columns, flags, window, horizon, quantiles, cell, units, layers, HEAD_UNITS)
                    .withHolidays(holidays)
                    .withSeriesHolidays(seriesHolidays);
        }
    }

    /** Trains a new model, which begins with random weights. */
    public ForecastTrainer(Columns columns, Architecture architecture, TrainingOptions options) {
        this(columns, architecture, options, Optional.empty(), Optional.empty());
    }

    private ForecastTrainer(
            Columns columns,
            Architecture architecture,
            TrainingOptions options,
            Optional<RecurrentModel> before,
            Optional<RecurrentModel> beginning) {
        this.columns = columns;
        this.architecture = architecture;
        this.options = options;
        this.before = before;
        this.beginning = beginning;
    }

    /**
     * Goes on with {@code model}: its shape, its baselines and what it knows of new series stay, its weights are where
     * the training begins.
     */
    public static ForecastTrainer goingOn(RecurrentModel model, TrainingOptions options) {
        return goingOn(model, model.seriesHolidays(), options);
    }

    /**
     * Goes on with {@code model}, to which series have other holidays.
     *
     * @param holidays of each series from now on
     */
    public static ForecastTrainer goingOn(RecurrentModel model, SeriesHolidays holidays, TrainingOptions options) {
        RecurrentModel beginning = holidays.equals(model.seriesHolidays()) ? model : model.withSeriesHolidays(holidays);
        return new ForecastTrainer(
                model.columns(),
                Architecture.of(beginning.spec()),
                options,
                Optional.of(model),
                Optional.of(beginning));
    }

    /**
     * Trains a new model of the shape of {@code model}, which begins with random weights.
     *
     * @param holidays of each series from now on
     */
    public static ForecastTrainer anew(RecurrentModel model, SeriesHolidays holidays, TrainingOptions options) {
        ModelSpec spec = model.spec().withSeriesHolidays(holidays);
        return new ForecastTrainer(model.columns(), Architecture.of(spec), options);
    }

    /**
     * Trains a model.
     *
     * @param histories with the columns given at construction
     * @param source data and options, for the provenance
     * @param listener told after each step
     * @throws IllegalArgumentException if there are too few days to learn from, or none to validate with
     * @throws IllegalStateException if the loss becomes NaN
     */
    public RecurrentModel train(List<History> histories, Source source, TrainingListener listener) {
        if (histories.isEmpty()) {
            throw new IllegalArgumentException("readings: expected at least one series, but there is none");
        }
        ModelSpec shape = beginning
                .map(RecurrentModel::spec)
                .orElseGet(() -> architecture.spec(columns, Flags.of(histories, columns)));
        TrainingPeriod period = TrainingPeriod.of(histories, shape, options.lastDay());
        ModelSpec spec = beginning.isPresent() ? shape : learn(shape, histories, period);
        return train(spec, KindLearning.shown(spec, histories), period, source, listener);
    }

    private static ModelSpec learn(ModelSpec shape, List<History> histories, TrainingPeriod period) {
        ModelSpec withScales = ScalePriors.learn(shape, histories, period);
        ModelSpec withKinds = KindLearning.learn(withScales, histories, period);
        return MonthLearning.learn(BaselineChoice.choose(withKinds, histories, period), histories, period);
    }

    private RecurrentModel train(
            ModelSpec spec, List<History> histories, TrainingPeriod period, Source source, TrainingListener listener) {
        BaselineErrors errorsOfBaseline = new BaselineErrors(spec, histories, period);
        float[] offsets = errorsOfBaseline.quantiles();
        RecurrentModel initial = beginning.orElseGet(
                () -> RecurrentModel.untrained(spec, options.seed()).adding(offsets));
        try (Shards shards = new Shards(initial, histories, period, options)) {
            Descent.Fit fit = descent(initial, shards, priorWeight(spec, histories, period), listener)
                    .from(join(initial));
            Shrinkage shrinkage = new Shrinkage(
                    spec,
                    offsets,
                    errorsOfBaseline.quantilesOfBaseline(),
                    period.heldBack().size());
            shards.show(fit.parameters(), shrinkage);
            float[] shares = shrinkage.shares();
            RecurrentModel shrunk = initial.withParameters(split(initial, fit.parameters()), initial.provenance())
                    .shrunk(shares, shrinkage.replacing(shares));
            Provenance made = source.provenance(
                    histories, columns, period, options.seed(), fit.steps(), shards.validate(join(shrunk)));
            Provenance provenance = before.map(model -> made.after(model.id(), model.provenance()))
                    .orElse(made);
            HeldBackErrors errors = new HeldBackErrors(spec, period);
            shards.show(join(shrunk), errors);
            listener.onEnd(outcome(spec, period, shards.young(), fit, shares, errors));
            return new YoungErrors(shrunk, histories, period)
                    .widen()
                    .withProvenance(provenance.withHeldBackErrors(errors.inRecentScales()));
        }
    }

    private Descent descent(RecurrentModel initial, Shards shards, double decay, TrainingListener listener) {
        boolean goesOn = beginning.isPresent();
        return new Descent(
                shards,
                new Adam(decays(initial, (float) decay)),
                options,
                goesOn ? SHARE_OF_RATE * options.learningRate() : options.learningRate(),
                goesOn,
                listener);
    }

    private static TrainingOutcome outcome(
            ModelSpec spec, TrainingPeriod period, int young, Descent.Fit fit, float[] shares, HeldBackErrors errors) {
        List<TrainingOutcome.Target> targets = new ArrayList<>();
        for (int target = 0; target < shares.length; target++) {
            targets.add(new TrainingOutcome.Target(
                    spec.columns().targets().get(target),
                    spec.baselines().get(target),
                    shares[target],
                    errors.of(HeldBackErrors.Forecaster.MODEL, target),
                    errors.of(HeldBackErrors.Forecaster.BASELINE, target),
                    errors.of(HeldBackErrors.Forecaster.WEEK_BEFORE, target)));
        }
        return new TrainingOutcome(
                LocalDate.ofEpochDay(period.heldBack().get(0).first()),
                LocalDate.ofEpochDay(period.lastDay()),
                young,
                fit.course(),
                fit.steps() > 0,
                targets);
    }

    /**
     * The weight decay that corresponds to {@link TrainingOptions#priorDays}; stronger if the baseline leaves little to
     * learn and there are few days.
     */
    private double priorWeight(ModelSpec spec, List<History> histories, TrainingPeriod period) {
        long days = 0;
        for (History history : histories) {
            for (int day = history.firstDay(); day <= history.lastDay(); day++) {
                days += period.isLearned(day) ? 1 : 0;
            }
        }
        double weight = spec.seesYears()
                ? options.priorDays() / Math.max(1, days) * Math.max(1, (double) FEW_DAYS / Math.max(1, days))
                : options.priorDays() / Math.max(FEWEST_DAYS, days);
        return Math.min(MOST_GIVEN_UP / options.learningRate(), weight);
    }

    /** One number for each parameter: {@code decay} for kernels, 0 for biases. */
    private static float[] decays(RecurrentModel model, float decay) {
        float[] decays = join(model);
        int at = 0;
        for (Network network : model.networks().values()) {
            for (Layer layer : network.layers()) {
                for (Weight weight : layer.weights()) {
                    boolean kernel =
                            weight.name().equals(Weight.KERNEL) || weight.name().equals(Weight.RECURRENT_KERNEL);
                    Arrays.fill(decays, at, at + weight.size(), kernel ? decay : 0);
                    at += weight.size();
                }
            }
        }
        return decays;
    }

    /** All parameters in one flat array, network after network. */
    static float[] join(RecurrentModel model) {
        List<float[]> parts = new ArrayList<>();
        model.networks().values().forEach(network -> parts.add(network.parameters()));
        float[] parameters =
                new float[parts.stream().mapToInt(part -> part.length).sum()];
        int offset = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, parameters, offset, part.length);
            offset += part.length;
        }
        return parameters;
    }

    private static Map<String, float[]> split(RecurrentModel model, float[] parameters) {
        Map<String, float[]> parts = new LinkedHashMap<>();
        int offset = 0;
        for (Map.Entry<String, Network> network : model.networks().entrySet()) {
            int size = network.getValue().parameterCount();
            parts.put(network.getKey(), Arrays.copyOfRange(parameters, offset, offset + size));
            offset += size;
        }
        return parts;
    }

    /**
     * Origin of the data and options, for the provenance of the model.
     *
     * @param data name of the data
     * @param version of the product
     * @param options as the user gave them
     */
    public record Source(String data, String version, Map<String, String> options) {

        private Provenance provenance(
                List<History> histories,
                Columns columns,
                TrainingPeriod period,
                long seed,
                int steps,
                double validationLoss) {
            long readings = 0;
            for (History history : histories) {
                readings += history.daysWithTarget(columns.targets().size())
                        .filter(day -> day <= period.lastDay())
                        .count();
            }
            return new Provenance(
                    data,
                    histories.size(),
                    readings,
                    LocalDate.ofEpochDay(period.firstDay()).toString(),
                    LocalDate.ofEpochDay(period.lastDay()).toString(),
                    options,
                    seed,
                    version,
                    steps,
                    validationLoss,
                    List.of());
        }
    }
}
