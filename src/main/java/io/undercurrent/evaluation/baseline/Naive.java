package io.undercurrent.evaluation.baseline;

import java.util.Arrays;

/** The last value there is, for all days ahead; also called persistence. */
final class Naive implements SeriesMethod {

    @Override
    public String name() {
        return "naive";
    }

    @Override
    public String description() {
        return "the last value";
    }

    @Override
    public Walk begin(int firstDay, double[] training, int horizon) {
        return new Walk() {
            private double last = Double.NaN;

            @Override
            public void observe(double value) {
                last = Double.isNaN(value) ? last : value;
            }

            @Override
            public void forecast(double[] leads) {
                Arrays.fill(leads, last);
            }
        };
    }
}
