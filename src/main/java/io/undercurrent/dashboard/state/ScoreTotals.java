package io.undercurrent.dashboard.state;

import java.util.Arrays;

/**
 * Scores added up. The errors of model and baseline are added where both have one, so that they compare. A scored day can
 * be taken out again, which is how a correction replaces it.
 */
public final class ScoreTotals {

    private double model;
    private double baseline;
    private int pairs;
    private double[] intervals = {};
    private int[] inside = {};
    private int[] counted = {};

    void add(ScoredDay day, int lead, int sign) {
        if (lead < day.model().length && lead < day.baseline().length) {
            float ofModel = Math.abs(day.model()[lead]);
            float ofBaseline = Math.abs(day.baseline()[lead]);
            if (Float.isFinite(ofModel) && Float.isFinite(ofBaseline)) {
                model += sign * (double) ofModel;
                baseline += sign * (double) ofBaseline;
                pairs += sign;
            }
        }
        for (int i = 0; i < day.intervals().length; i++) {
            byte[] flags = day.inside()[i];
            if (lead < flags.length && flags[lead] >= 0) {
                int position = position(day.intervals()[i]);
                inside[position] += sign * flags[lead];
                counted[position] += sign;
            }
        }
    }

    void add(ScoreTotals other) {
        model += other.model;
        baseline += other.baseline;
        pairs += other.pairs;
        for (int i = 0; i < other.intervals.length; i++) {
            int position = position(other.intervals[i]);
            inside[position] += other.inside[i];
            counted[position] += other.counted[i];
        }
    }

    private int position(double interval) {
        for (int i = 0; i < intervals.length; i++) {
            if (intervals[i] == interval) {
                return i;
            }
        }
        int end = intervals.length;
        intervals = Arrays.copyOf(intervals, end + 1);
        inside = Arrays.copyOf(inside, end + 1);
        counted = Arrays.copyOf(counted, end + 1);
        intervals[end] = interval;
        return end;
    }

    ScoreTotals copy() {
        ScoreTotals copy = new ScoreTotals();
        copy.add(this);
        return copy;
    }

    /** Days and lead times that both model and baseline have an error for. */
    public int pairs() {
        return pairs;
    }

    /** Mean absolute scaled error of the model, NaN without any. */
    public double model() {
        return pairs == 0 ? Double.NaN : model / pairs;
    }

    /** Mean absolute scaled error of the baseline that the network corrects, NaN without any. */
    public double baseline() {
        return pairs == 0 ? Double.NaN : baseline / pairs;
    }

    /** Nominal coverage of the intervals. */
    public double[] intervals() {
        return intervals.clone();
    }

    /** Share of days inside an interval, by position. */
    public double inside(int interval) {
        return counted[interval] == 0 ? Double.NaN : inside[interval] / (double) counted[interval];
    }

    /** Days and lead times that {@link #inside} is a share of. */
    public int counted(int interval) {
        return counted[interval];
    }
}
