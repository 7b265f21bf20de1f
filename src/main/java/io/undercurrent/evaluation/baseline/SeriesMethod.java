package io.undercurrent.evaluation.baseline;

/** A method that forecasts a series of numbers from its own past, and from the flags of its days if it looks at them. */
interface SeriesMethod {

    /** See {@link io.undercurrent.evaluation.ForecastingMethod#name}. */
    String name();

    /** See {@link io.undercurrent.evaluation.ForecastingMethod#description}. */
    String description();

    /**
     * Fits what there is to fit, and begins before the first day.
     *
     * @param firstDay the first day of the series, counted from 1970-01-01
     * @param training values of the days from the first on, NaN where missing, possibly none at all
     * @param horizon days to forecast
     */
    Walk begin(int firstDay, double[] training, int horizon);

    /**
     * Begins with the flags at hand, which most methods do not look at.
     *
     * @param flags of the days of the series, those ahead included
     */
    default Walk begin(int firstDay, FlagDays flags, double[] training, int horizon) {
        return begin(firstDay, training, horizon);
    }

    /** The method on its way along one series. */
    interface Walk {

        /**
         * Moves on by one day.
         *
         * @param value of that day, NaN where missing
         */
        void observe(double value);

        /**
         * Forecasts the days after the newest one observed.
         *
         * @param leads receives one value a day ahead; NaN throughout if no value was observed yet
         */
        void forecast(double[] leads);
    }
}
