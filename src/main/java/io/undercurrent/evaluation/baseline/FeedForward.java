package io.undercurrent.evaluation.baseline;

import io.undercurrent.evaluation.BacktestPlan;
import io.undercurrent.evaluation.ForecastingMethod;
import io.undercurrent.evaluation.IssuedForecast;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.nn.Network;
import io.undercurrent.nn.cell.Activation;
import io.undercurrent.nn.step.Stepper;
import io.undercurrent.nn.training.Examples;
import io.undercurrent.nn.training.LearningRateSchedule;
import io.undercurrent.nn.training.Trainer;
import io.undercurrent.nn.training.TrainerOptions;
import io.undercurrent.nn.training.loss.PinballLoss;
import io.undercurrent.series.history.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A network without memory: dense layers over the flattened window of the last four weeks, one network for all series,
 * trained on the training part of the backtest with the quantile loss. It has the same inputs and outputs as the model
 * (see {@link WindowNetwork}), but no hidden state.
 */
final class FeedForward implements ForecastingMethod {

    private static final int UNITS = 64;
    private static final int MOST_EXAMPLES = 12_000;
    private static final int EPOCHS = 12;
    private static final int PATIENCE = 3;
    private static final int MINI_BATCH = 64;
    private static final double LEARNING_RATE = 1e-3;
    private static final double VALIDATION_SHARE = 0.1;
    private static final double CLIP_NORM = 1;
    private static final long SEED = 1;

    private final ModelSpec spec;

    /**
     * @param spec of the model that this is the contrast to
     */
    FeedForward(ModelSpec spec) {
        this.spec = Objects.requireNonNull(spec, "spec");
    }

    @Override
    public String name() {
        return "feed-forward";
    }

    @Override
    public String description() {
        return "network without memory over the last " + WindowNetwork.TIMESTEPS + " days";
    }

    /** Whether the training part of {@code plan} holds anything to learn from. */
    static boolean canLearn(BacktestPlan plan) {
        return plan.histories().stream().anyMatch(history -> trainingOrigins(plan, history) > 0);
    }

    /** Number of days of the training part that have a whole window before and a whole horizon after them. */
    private static int trainingOrigins(BacktestPlan plan, History history) {
        int last = Math.min(history.lastDay(), plan.origins().first()) - plan.horizon();
        return Math.max(0, last - firstTrainingOrigin(history) + 1);
    }

    private static int firstTrainingOrigin(History history) {
        return history.firstDay() + WindowNetwork.TIMESTEPS - 1;
    }

    @Override
    public void forecast(BacktestPlan plan, Consumer<IssuedForecast> forecasts) {
        WindowNetwork windows = new WindowNetwork(spec, plan.horizon());
        Network network = train(plan, windows);
        try (Stepper stepper = new Stepper(network)) {
            for (int series = 0; series < plan.histories().size(); series++) {
                forecast(plan, windows, stepper, series, forecasts);
            }
        }
    }

    private Network train(BacktestPlan plan, WindowNetwork windows) {
        int outputs = plan.shape().size();
        Network initial = Network.input(WindowNetwork.TIMESTEPS, windows.daySize())
                .flatten()
                .dense(UNITS, Activation.RELU)
                .dense(outputs, Activation.LINEAR)
                .build(SEED);
        Examples examples = examples(plan, windows);
        int steps = EPOCHS * (examples.count() / MINI_BATCH + 1);
        TrainerOptions options = new TrainerOptions(
                EPOCHS,
                MINI_BATCH,
                LearningRateSchedule.cosine(LEARNING_RATE, 0, steps),
                CLIP_NORM,
                VALIDATION_SHARE,
                PATIENCE,
                SEED);
        return new Trainer(new PinballLoss(plan.quantiles(), plan.horizon()), options)
                .fit(initial, examples)
                .network();
    }

    /** Origins drawn at random from all days of all training parts. */
    private static Examples examples(BacktestPlan plan, WindowNetwork windows) {
        List<int[]> drawn = draw(plan);
        int count = drawn.stream().mapToInt(days -> days.length).sum();
        int labelSize = plan.columns().targets().size() * plan.horizon();
        float[] inputs = new float[count * windows.inputSize()];
        float[] labels = new float[count * labelSize];
        int[] next = {0};
        for (int series = 0; series < drawn.size(); series++) {
            if (drawn.get(series).length == 0) {
                continue;
            }
            History history = plan.histories().get(series);
            // What comes after the first origin has no say in what is absurd before it.
            History outcomes = history.until(plan.origins().first())
                    .withoutAbsurd(plan.columns().targets().size());
            windows.encode(history, drawn.get(series), origin -> {
                int example = next[0]++;
                System.arraycopy(origin.inputs(), 0, inputs, example * windows.inputSize(), windows.inputSize());
                windows.labels(outcomes, origin, labels, example * labelSize);
            });
        }
        float[] weights = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            weights[i] = Float.isNaN(labels[i]) ? 0 : 1;
        }
        return new Examples(count, inputs, labels, weights);
    }

    /** Ascending origins for each series: all of them, or as many as fit, drawn without order or repetition. */
    private static List<int[]> draw(BacktestPlan plan) {
        long all = plan.histories().stream()
                .mapToLong(history -> trainingOrigins(plan, history))
                .sum();
        double share = Math.min(1, (double) MOST_EXAMPLES / all);
        SplittableRandom random = new SplittableRandom(SEED);
        List<int[]> drawn = new ArrayList<>();
        for (History history : plan.histories()) {
            int[] days = new int[trainingOrigins(plan, history)];
            int count = 0;
            for (int i = 0; i < days.length; i++) {
                if (random.nextDouble() < share) {
                    days[count++] = firstTrainingOrigin(history) + i;
                }
            }
            drawn.add(Arrays.copyOf(days, count));
        }
        return drawn;
    }

    private void forecast(
            BacktestPlan plan, WindowNetwork windows, Stepper stepper, int series, Consumer<IssuedForecast> forecasts) {
        History history = plan.histories().get(series);
        int[] days =
                plan.origins().days().filter(day -> plan.covers(history, day)).toArray();
        float[] outputs = new float[plan.shape().size()];
        float[] noState = {};
        windows.encode(history, days, origin -> {
            stepper.run(1, WindowNetwork.TIMESTEPS, origin.inputs(), noState, outputs);
            double[] quantiles = windows.decode(origin, outputs);
            forecasts.accept(IssuedForecast.ofQuantiles(plan.shape(), series, origin.day(), quantiles));
        });
    }
}
