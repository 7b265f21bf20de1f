package io.undercurrent.evaluation.anomaly;

import static io.undercurrent.series.Days.WEEK;

import io.undercurrent.series.history.History;

/**
 * The rule of the kind of ARIMA: a regression of the change from the week before on that of the day before and on that of a week
 * before, ARIMA(1,0,0)(1,1,0) with a season of seven days, fitted anew each day to the last 16 weeks; the error of its forecast in
 * standard errors of the fit.
 */
public final class SeasonalAutoregressionRule implements AnomalyRule {

    private static final int FIT_DAYS = 16 * WEEK;
    private static final int LEAST_DAYS = 4 * WEEK;

    @Override
    public String name() {
        return "seasonal AR";
    }

    @Override
    public double[] oddities(History history) {
        double[] changes = new double[history.days()];
        for (int i = 0; i < changes.length; i++) {
            int day = history.firstDay() + i;
            changes[i] = history.value(day, 0) - history.value(day - WEEK, 0);
        }
        double[] oddities = new double[changes.length];
        for (int i = 0; i < oddities.length; i++) {
            oddities[i] = oddity(changes, i);
        }
        return oddities;
    }

    private static double oddity(double[] changes, int at) {
        double aa = 0;
        double ab = 0;
        double bb = 0;
        double ay = 0;
        double by = 0;
        double yy = 0;
        int count = 0;
        for (int i = Math.max(WEEK, at - FIT_DAYS); i < at; i++) {
            double a = changes[i - 1];
            double b = changes[i - WEEK];
            double y = changes[i];
            if (Double.isFinite(a + b + y)) {
                aa += a * a;
                ab += a * b;
                bb += b * b;
                ay += a * y;
                by += b * y;
                yy += y * y;
                count++;
            }
        }
        double determinant = aa * bb - ab * ab;
        if (at < WEEK || count < LEAST_DAYS || !(determinant > 0)) {
            return Double.NaN;
        }
        double ofDay = (ay * bb - by * ab) / determinant;
        double ofWeek = (by * aa - ay * ab) / determinant;
        double variance = Math.max(0, yy - ofDay * ay - ofWeek * by) / count;
        return Math.abs(changes[at] - ofDay * changes[at - 1] - ofWeek * changes[at - WEEK]) / Math.sqrt(variance);
    }
}
