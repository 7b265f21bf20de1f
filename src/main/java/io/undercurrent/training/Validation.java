package io.undercurrent.training;

import io.undercurrent.model.recurrent.ModelSpec;
import io.undercurrent.series.history.History;
import io.undercurrent.training.history.TrainingPeriod;
import io.undercurrent.training.history.TrainingPeriod.Stretch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The validation set: stretches of days of a number of series, up to the last origin whose whole horizon lies in the
 * days held back, with origins spread over them. The hidden state is first carried through some earlier stretches.
 */
final class Validation {

    /** Stretches before the judged one through which the state is carried. */
    static final int LEAD_IN = 3;

    /** Age from which a series is used: earlier, its level and scale are hardly known, and its errors say little. */
    private static final int MATURE_DAYS = ModelSpec.SHORTEST_WINDOW;

    private static final int[] NO_ORIGINS = {};

    private final List<Walk> walks = new ArrayList<>();
    private final TrainingPeriod period;
    private final ModelSpec spec;
    private int young;

    /**
     * Days of one series, with the origins that are judged.
     *
     * @param stretch number of the stretch held back that they lie in or before
     * @param start the first day
     * @param steps by origin how many days after the first it stands
     */
    record Walk(History history, int stretch, int start, int[] steps) {}

    Validation(
            List<History> histories, TrainingPeriod period, ModelSpec spec, int timesteps, int origins, int mostWalks) {
        this.period = period;
        this.spec = spec;
        int targets = spec.columns().targets().size();
        // Go through all stretches in turn, so that all seasons are included with many or few series.
        List<Walk> all = new ArrayList<>();
        for (int i = 0; i < histories.size(); i++) {
            History history = histories.get(i);
            // Skip series that have ended, although their covariates may continue.
            int last = history.daysWithTarget(targets).max().orElse(history.firstDay() - 1);
            int mature = history.daysWithTarget(targets).min().orElse(last) + MATURE_DAYS - 1;
            boolean judges = false;
            for (int j = 0; j < period.heldBack().size(); j++) {
                int number = (i + j) % period.heldBack().size();
                Stretch stretch = period.heldBack().get(number);
                int lastOrigin = Math.min(last, stretch.last() - spec.horizon());
                if (last >= stretch.first() && lastOrigin >= mature) {
                    all.add(walk(history, mature, lastOrigin, number, timesteps, origins));
                    judges = true;
                }
            }
            if (!judges && last >= period.heldBack().get(0).first()) {
                young++;
            }
        }
        int count = Math.min(mostWalks, all.size());
        for (int i = 0; i < count; i++) {
            walks.add(all.get((int) ((long) i * all.size() / count)));
        }
    }

    private Walk walk(History history, int mature, int lastOrigin, int number, int timesteps, int origins) {
        int start = Math.max(history.firstDay(), lastOrigin - timesteps + 1);
        int beforeStretch = period.heldBack().get(number).first() - 1;
        int firstOrigin = Math.max(Math.max(start, mature), Math.min(beforeStretch, lastOrigin));
        int[] steps = new int[origins];
        for (int j = 0; j < origins; j++) {
            int spread = (int) ((long) j * (lastOrigin - firstOrigin) / Math.max(1, origins - 1));
            steps[j] = firstOrigin - start + spread;
        }
        return new Walk(history, number, start, steps);
    }

    int size() {
        return walks.size();
    }

    /** Series that have values on the days held back, but are too young to judge. */
    int young() {
        return young;
    }

    /** The error message if no forecast has a value to compare with. */
    String nothingMet() {
        return "readings: expected values of the targets on the days held back for validation, "
                + LocalDate.ofEpochDay(period.heldBack().get(0).first()) + " to "
                + LocalDate.ofEpochDay(period.lastDay()) + ", and in the window of " + spec.window()
                + " days before them, but no series that is "
                + MATURE_DAYS + " days old by then has both";
    }

    Walk walk(int number) {
        return walks.get(number);
    }

    /**
     * Fills {@code sequences} with walks from number {@code first} on, and begins again after the last; a walk used
     * twice always has double weight.
     *
     * @param leadIn how many stretches before the judged one, 0 for the judged one itself
     * @param states the states at the end of the stretches before, (batch, stateSize)
     */
    void fill(Sequences sequences, int first, int leadIn, float[] states) {
        int stateSize = sequences.initialStates.length / sequences.batch;
        for (int place = 0; place < sequences.batch; place++) {
            Walk walk = walks.get((first + place) % walks.size());
            int start = walk.start() - leadIn * sequences.timesteps;
            boolean begins = leadIn == LEAD_IN
                    || start - sequences.timesteps < walk.history().firstDay();
            System.arraycopy(states, place * stateSize, sequences.initialStates, place * stateSize, stateSize);
            if (begins) {
                Arrays.fill(sequences.initialStates, place * stateSize, (place + 1) * stateSize, 0);
            }
            boolean judged = leadIn == 0;
            sequences.fill(
                    place,
                    walk.history(),
                    Math.max(start, walk.history().firstDay()),
                    judged ? walk.steps() : NO_ORIGINS,
                    period::isHeldBack);
        }
    }
}
