package io.undercurrent.dashboard.api;

import io.undercurrent.dashboard.api.form.Problem;
import io.undercurrent.dashboard.outlook.Outlook;
import io.undercurrent.dashboard.outlook.Outlooks;
import io.undercurrent.dashboard.outlook.RawForecast;
import io.undercurrent.dashboard.outlook.SameCorrection;
import io.undercurrent.dashboard.state.TargetForecast;
import io.undercurrent.series.Forecast;
import java.util.Map;
import java.util.Optional;

/** A forecast of the job beside the one that the server makes with the same model from the same day on. */
final class OwnForecast {

    private static final int CONFLICT = 409;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int UNAVAILABLE = 503;

    private final Outlooks outlooks;
    private final Outlook outlook;
    private final double[][] announced;
    private final RawForecast raw;

    private OwnForecast(Outlooks outlooks, Outlook outlook) {
        this.outlooks = outlooks;
        this.outlook = outlook;
        announced = outlook.announced(outlooks.shape().horizon());
        raw = outlooks.forecast(outlook, announced);
    }

    /**
     * @param outlooks none if the server has no model
     * @param issued by target
     * @throws Problem if the server cannot make any of these forecasts
     */
    static OwnForecast of(Optional<Outlooks> outlooks, String key, Map<String, TargetForecast> issued) {
        Outlooks own = outlooks.orElseThrow(() -> new Problem(
                NOT_IMPLEMENTED,
                "model: expected that of the job, but the server has none: start it with --model FILE"));
        TargetForecast forecast = issued.values().stream()
                .filter(one -> one.model().equals(own.model()))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        CONFLICT,
                        "model: expected the one that made the forecast, "
                                + issued.values().iterator().next().model() + ", but the server has " + own.model()
                                + ": start it with the file of that one"));
        return own.at(key, forecast.origin())
                .map(outlook -> new OwnForecast(own, outlook))
                .orElseThrow(() -> new Problem(
                        UNAVAILABLE,
                        "readings: expected those of the series " + key + " up to " + Days.date(forecast.origin())
                                + ", but the server has not read them yet, or has no room for the series"));
    }

    Outlooks outlooks() {
        return outlooks;
    }

    Outlook outlook() {
        return outlook;
    }

    /** The covariates of the days ahead, (covariates, horizon); NaN where nothing was announced. */
    double[][] announced() {
        return announced;
    }

    RawForecast raw() {
        return raw;
    }

    /** The position of a target whose forecast this is; -1 if another model or day made it. */
    int target(String name, TargetForecast issued) {
        boolean same = issued.model().equals(outlooks.model()) && issued.origin() == outlook.origin();
        return same ? outlooks.columns().targets().indexOf(name) : -1;
    }

    /** Whether the network spoke for a target, and not the baseline. */
    boolean isByModel(TargetForecast issued, int target) {
        boolean all = true;
        for (int one = 0; one < outlooks.columns().targets().size(); one++) {
            all &= raw.isFinite(one);
        }
        return issued.source() == Forecast.Source.MODEL || !all && raw.isFinite(target);
    }

    /** The forecast of a target under other covariates, corrected as the job corrected the one that it issued. */
    TargetForecast under(RawForecast other, TargetForecast issued, int target) {
        SameCorrection correction = new SameCorrection(outlooks.shape());
        boolean byModel = isByModel(issued, target);
        double[] values = new double[issued.values().length];
        for (int lead = 0; lead < issued.horizon(); lead++) {
            double[] known = new double[issued.quantiles().size()];
            boolean neverNegative = outlook.neverNegative()[target];
            for (int i = 0; i < known.length; i++) {
                known[i] = issued.value(i, lead);
                neverNegative &= known[i] >= 0;
            }
            double[] corrected = byModel
                    ? correction.ofModel(
                            raw.quantiles(target, lead),
                            other.quantiles(target, lead),
                            known,
                            outlook.scale()[target],
                            neverNegative)
                    : correction.ofBaseline(
                            raw.baseline(target, lead), other.baseline(target, lead), known, neverNegative);
            for (int i = 0; i < known.length; i++) {
                values[i * issued.horizon() + lead] = corrected[i];
            }
        }
        return new TargetForecast(
                issued.origin(),
                issued.revision(),
                issued.model(),
                issued.source(),
                issued.restarted(),
                issued.issued(),
                issued.days(),
                issued.quantiles(),
                values);
    }
}
