package io.undercurrent.training;

import io.undercurrent.model.recurrent.ModelSpec;
import java.util.Arrays;

/**
 * Decides for each target what share of the network's correction to keep: the least share whose loss on the days held
 * back is within one standard error of the best share's (the one-standard-error rule: Breiman, Friedman, Olshen, Stone
 * 1984, section 3.4.3). A network that is clearly better than its baseline keeps nearly all of its correction; one that
 * is hardly better may only fit the last years and keeps less.
 *
 * <p>At share 0 the forecast is the baseline itself, to the digit, with the quantiles of the baseline's own errors around it.
 *
 * <p>Errors within one stretch are correlated, also across series, so the standard error is computed over stretches.
 * With a single stretch the best share is taken.
 */
final class Shrinkage implements Shards.Judge {

    /** Shares that are tried: multiples of one eighth. */
    private static final int PARTS = 8;

    private final ModelSpec spec;
    private final int targets;
    private final float[] offsets;
    private final float[] ofBaseline;
    /** (target, stretch, share). */
    private final double[][][] losses;
    /** (target, stretch). */
    private final long[][] terms;

    /**
     * @param offsets what the correction is measured from, in scales, (lead, target, quantile)
     * @param ofBaseline what the head adds at share 0, likewise
     * @param stretches number of stretches held back
     */
    Shrinkage(ModelSpec spec, float[] offsets, float[] ofBaseline, int stretches) {
        this.spec = spec;
        this.offsets = offsets;
        this.ofBaseline = ofBaseline;
        targets = spec.columns().targets().size();
        losses = new double[targets][stretches][PARTS + 1];
        terms = new long[targets][stretches];
    }

    @Override
    public void see(Validation.Walk walk, float[] outputs, Sequences sequences, int firstRow) {
        see(walk.stretch(), outputs, sequences.outcomes, firstRow, sequences.origins);
    }

    /**
     * @param stretch its number among those held back
     * @param outputs see {@link ForecastGradient#outputs}
     * @param outcomes see {@link Sequences#outcomes}
     * @param firstOrigin where the origins begin in both
     */
    void see(int stretch, float[] outputs, float[] outcomes, int firstOrigin, int origins) {
        int leads = spec.horizon() * targets;
        for (int at = firstOrigin * leads; at < (firstOrigin + origins) * leads; at++) {
            if (!Float.isNaN(outcomes[at])) {
                int target = at % targets;
                terms[target][stretch]++;
                addLosses(losses[target][stretch], outcomes[at], outputs, at, at % leads);
            }
        }
    }

    private void addLosses(double[] sums, double outcome, float[] outputs, int at, int lead) {
        int quantiles = spec.quantiles().size();
        for (int i = 0; i < quantiles; i++) {
            double probability = spec.quantiles().get(i);
            double offset = offsets[lead * quantiles + i];
            double learned = outputs[at * quantiles + i] - offset;
            for (int part = 0; part <= PARTS; part++) {
                double added = part == 0 ? ofBaseline[lead * quantiles + i] : offset + learned * part / PARTS;
                double difference = outcome - added;
                sums[part] += Math.max(probability * difference, (probability - 1) * difference) / quantiles;
            }
        }
    }

    /** The share of each target, from 0 to 1; 1 if the target has no value on these days. */
    float[] shares() {
        float[] shares = new float[targets];
        for (int target = 0; target < targets; target++) {
            shares[target] = (float) leastGoodPart(losses[target], terms[target]) / PARTS;
        }
        return shares;
    }

    /**
     * What stands in for the share that is taken away, see {@link io.undercurrent.model.recurrent.RecurrentModel#shrunk}.
     *
     * @param shares from {@link #shares}
     */
    float[] replacing(float[] shares) {
        float[] replacing = offsets.clone();
        int quantiles = spec.quantiles().size();
        for (int i = 0; i < replacing.length; i++) {
            if (shares[i / quantiles % targets] == 0) {
                replacing[i] = ofBaseline[i];
            }
        }
        return replacing;
    }

    private static int leastGoodPart(double[][] losses, long[] terms) {
        int best = PARTS;
        for (int part = 0; part < PARTS; part++) {
            best = sum(losses, part) < sum(losses, best) ? part : best;
        }
        int least = Arrays.stream(terms).sum() == 0 ? PARTS : 0;
        while (least < best && excess(losses, least, best) > standardError(losses, terms, least, best)) {
            least++;
        }
        return least;
    }

    private static double sum(double[][] losses, int part) {
        double sum = 0;
        for (double[] stretch : losses) {
            sum += stretch[part];
        }
        return sum;
    }

    private static double excess(double[][] losses, int part, int best) {
        return sum(losses, part) - sum(losses, best);
    }

    /** Of {@link #excess}, a sum over stretches that may differ in size. */
    private static double standardError(double[][] losses, long[] terms, int part, int best) {
        double mean = excess(losses, part, best) / Arrays.stream(terms).sum();
        double squares = 0;
        int stretches = 0;
        for (int i = 0; i < losses.length; i++) {
            double difference = losses[i][part] - losses[i][best] - mean * terms[i];
            squares += difference * difference;
            stretches += terms[i] > 0 ? 1 : 0;
        }
        return stretches < 2 ? 0 : Math.sqrt(squares * stretches / (stretches - 1));
    }
}
