package io.undercurrent.evaluation.baseline;

import java.time.LocalDate;
import java.util.Arrays;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * What is normal for the day of the year: mean and three harmonics of the year, by least squares on the training part; and
 * on top of it, if damped, the newest anomaly, as much of it as was left on average after so many days in the training part
 * (for each lead time the least squares coefficient of the anomaly then on the anomaly before).
 *
 * <p>A training part of less than a year does not show the harmonics: normal is then its mean alone, and without any
 * value the first one that comes.
 */
final class YearlyNormal implements SeriesMethod {

    private static final int HARMONICS = 3;
    private static final double DAYS_A_YEAR = 365.25;
    /** A newest anomaly older than this is no longer news. */
    private static final int OLDEST_ANOMALY_DAYS = 14;

    private final boolean damped;

    private YearlyNormal(boolean damped) {
        this.damped = damped;
    }

    static YearlyNormal alone() {
        return new YearlyNormal(false);
    }

    static YearlyNormal withDampedAnomaly() {
        return new YearlyNormal(true);
    }

    @Override
    public String name() {
        return damped ? "damped-anomaly" : "climatology";
    }

    @Override
    public String description() {
        return damped
                ? "climatology and what is left of the newest anomaly"
                : "what is normal for the day of the year, three harmonics";
    }

    @Override
    public Walk begin(int firstDay, double[] training, int horizon) {
        Normals normals = Normals.of(firstDay, training);
        double[] anomalies = new double[training.length];
        for (int t = 0; t < training.length; t++) {
            anomalies[t] = training[t] - normals.on(firstDay + t);
        }
        double[] persistence = new double[horizon + OLDEST_ANOMALY_DAYS + 1];
        if (damped) {
            for (int lag = 1; lag < persistence.length; lag++) {
                persistence[lag] = persistence(anomalies, lag);
            }
        }
        return new Anomalies(firstDay, normals, persistence);
    }

    /** Σ a_t·a_{t+lag} / Σ a_t² over the pairs that are present; 0 where there is none. */
    private static double persistence(double[] anomalies, int lag) {
        double products = 0;
        double squares = 0;
        for (int t = 0; t + lag < anomalies.length; t++) {
            double product = anomalies[t] * anomalies[t + lag];
            if (!Double.isNaN(product)) {
                products += product;
                squares += anomalies[t] * anomalies[t];
            }
        }
        return squares > 0 ? products / squares : 0;
    }

    /** The coefficients of mean and harmonics; a mean of NaN where nothing is known. */
    private record Normals(double[] coefficients) {

        static Normals of(int firstDay, double[] training) {
            int[] present = new int[training.length];
            int count = 0;
            for (int t = 0; t < training.length; t++) {
                if (!Double.isNaN(training[t])) {
                    present[count++] = t;
                }
            }
            double[] values = new double[count];
            double[][] terms = new double[count][];
            for (int i = 0; i < count; i++) {
                values[i] = training[present[i]];
                terms[i] = terms(firstDay + present[i]);
            }
            if (count < DAYS_A_YEAR) {
                return constant(Arrays.stream(values).average().orElse(Double.NaN));
            }
            OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
            regression.newSampleData(values, terms);
            return new Normals(regression.estimateRegressionParameters());
        }

        static Normals constant(double mean) {
            double[] coefficients = new double[1 + 2 * HARMONICS];
            coefficients[0] = mean;
            return new Normals(coefficients);
        }

        boolean isKnown() {
            return !Double.isNaN(coefficients[0]);
        }

        private static double[] terms(int day) {
            double year = 2 * Math.PI * LocalDate.ofEpochDay(day).getDayOfYear() / DAYS_A_YEAR;
            double[] terms = new double[2 * HARMONICS];
            for (int k = 0; k < HARMONICS; k++) {
                terms[2 * k] = Math.sin((k + 1) * year);
                terms[2 * k + 1] = Math.cos((k + 1) * year);
            }
            return terms;
        }

        double on(int day) {
            double[] terms = terms(day);
            double normal = coefficients[0];
            for (int i = 0; i < terms.length; i++) {
                normal += coefficients[i + 1] * terms[i];
            }
            return normal;
        }
    }

    private static final class Anomalies implements Walk {

        private Normals normals;
        private final double[] persistence;
        private int nextDay;
        private double anomaly;
        /** Days since the newest anomaly. */
        private int age = OLDEST_ANOMALY_DAYS;

        Anomalies(int firstDay, Normals normals, double[] persistence) {
            this.normals = normals;
            this.persistence = persistence;
            nextDay = firstDay;
        }

        @Override
        public void observe(double value) {
            if (Double.isNaN(value)) {
                age = Math.min(age + 1, OLDEST_ANOMALY_DAYS);
            } else {
                if (!normals.isKnown()) {
                    normals = Normals.constant(value);
                }
                anomaly = value - normals.on(nextDay);
                age = 0;
            }
            nextDay++;
        }

        @Override
        public void forecast(double[] leads) {
            double left = age < OLDEST_ANOMALY_DAYS ? anomaly : 0;
            for (int lead = 0; lead < leads.length; lead++) {
                leads[lead] = normals.on(nextDay + lead) + persistence[age + lead + 1] * left;
            }
        }
    }
}
