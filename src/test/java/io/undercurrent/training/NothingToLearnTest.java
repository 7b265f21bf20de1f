package io.undercurrent.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.model.EncodedOrigins;
import io.undercurrent.model.Forecaster;
import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.history.History;
import io.undercurrent.training.ForecastTrainer.Architecture;
import io.undercurrent.training.ForecastTrainer.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Series in which a covariate turns round when the days held back begin: what the network learns of it is wrong there. */
class NothingToLearnTest {

    private static final int SERIES = 6;
    private static final int DAYS = 600;
    private static final int TRAINED = 500;
    private static final int FIRST_DAY = 10_000;
    private static final int WINDOW = 56;
    private static final int HORIZON = 7;
    private static final int CHANGE = TRAINED - 35;
    private static final double SHARE = 0.08;
    private static final double EFFECT = 30;
    private static final long SEED = 11;

    private static List<History> histories(int days) {
        List<History> histories = new ArrayList<>();
        SplittableRandom seeds = new SplittableRandom(SEED);
        for (int i = 0; i < SERIES; i++) {
            SplittableRandom random = seeds.split();
            double[] values = new double[2 * days];
            for (int day = 0; day < days; day++) {
                double draw = random.nextDouble();
                int known = draw < SHARE ? 1 : draw > 1 - SHARE ? -1 : 0;
                double effect = day < CHANGE ? EFFECT * known : -EFFECT * known;
                values[2 * day] = 100 + 10 * ((FIRST_DAY + day) % 7) + effect + 2 * random.nextGaussian();
                values[2 * day + 1] = known;
            }
            histories.add(new History("series-" + i, FIRST_DAY, 2, values));
        }
        return histories;
    }

    @Test
    void theForecastIsTheBaselineToTheDigitWithIntervalsThatHold() {
        Architecture architecture = new Architecture(WINDOW, HORIZON, List.of(0.1, 0.5, 0.9), ModelSpec.Cell.GRU, 8, 1);
        TrainingOutcome[] outcome = new TrainingOutcome[1];
        RecurrentModel model = new ForecastTrainer(
                        new Columns(List.of("sales"), List.of("wind")),
                        architecture,
                        // A single look at the days held back, when the covariate has been learned.
                        new TrainingOptions(FIRST_DAY + TRAINED - 1, SEED, 150, 0, 32, 64, 12, 1e-2, 1, 20_000, 150, 8))
                .train(histories(TRAINED), new Source("test", "test", Map.of()), new TrainingListener() {
                    @Override
                    public void onProgress(Progress progress) {}

                    @Override
                    public void onEnd(TrainingOutcome ended) {
                        outcome[0] = ended;
                    }
                });
        TrainingOutcome.Target target = outcome[0].targets().get(0);
        assertEquals(0, target.share());
        assertEquals(target.ofBaseline(), target.model());
        assertTrue(model.isBaseline(0));
        int inside = 0;
        int count = 0;
        for (History history : histories(DAYS)) {
            try (Forecaster forecaster = model.forecaster(1)) {
                EncodedOrigins origins = forecaster.origins(1);
                float[] input = new float[forecaster.inputSize()];
                float[] state = new float[model.stateSize()];
                float[] forecast = new float[model.shape().size()];
                SlidingWindow window = history.windowAt(history.firstDay(), WINDOW, HORIZON, 1);
                for (int day = FIRST_DAY; day < FIRST_DAY + DAYS - HORIZON; day++) {
                    if (day > FIRST_DAY) {
                        history.advance(window);
                    }
                    forecaster.encodeDay(window, day, input, 0);
                    forecaster.step(1, input, state);
                    forecaster.encodeOrigin(window, day, origins, 0);
                    forecaster.forecast(1, state, origins, 0, forecast);
                    for (int lead = 0; lead < HORIZON; lead++) {
                        float median = forecast[model.shape().index(0, 1, lead)];
                        assertEquals(origins.baseline(0, 0, lead + 1), median, "day " + day + ", lead " + lead);
                        if (day >= FIRST_DAY + TRAINED) {
                            double value = history.value(day + lead + 1, 0) - origins.reference(0, 0);
                            inside += value >= forecast[model.shape().index(0, 0, lead)]
                                            && value <= forecast[model.shape().index(0, 2, lead)]
                                    ? 1
                                    : 0;
                            count++;
                        }
                    }
                }
            }
        }
        assertEquals(0.8, (double) inside / count, 0.03);
    }
}
