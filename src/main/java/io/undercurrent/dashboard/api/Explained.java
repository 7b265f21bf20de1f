package io.undercurrent.dashboard.api;

import io.undercurrent.dashboard.outlook.Outlooks;
import io.undercurrent.dashboard.outlook.RawForecast;
import io.undercurrent.dashboard.state.TargetForecast;
import io.undercurrent.model.BaselineParts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where the median of a day comes from. All but {@code effects} add up to it.
 *
 * @param level where the baseline expects the series to stand
 * @param weekday what the day of the week adds
 * @param date what the season or the date adds
 * @param flags what each flag adds, by its name
 * @param others what other targets add
 * @param network what the network adds to the baseline
 * @param rest what is left: the longer memory of the job, and rounding
 * @param effects what covariates did to the median, in baseline and network together, compared with their usual values; of those
 *     with the largest effects
 */
record Explained(
        double level,
        double weekday,
        double date,
        Map<String, Double> flags,
        double others,
        double network,
        double rest,
        Map<String, Double> effects) {

    /** Covariates whose effects are told. */
    private static final int MOST_EFFECTS = 5;

    /** One covariate, and the difference that it makes by lead. */
    private record Effect(String covariate, double[] byLead) {

        double size() {
            double sum = 0;
            for (double difference : byLead) {
                sum += Math.abs(difference);
            }
            return sum;
        }
    }

    /** The days ahead of the forecasts that the server can make itself, by target. */
    static Map<String, List<Explained>> of(OwnForecast own, Map<String, TargetForecast> issued) {
        List<List<BaselineParts>> parts = own.outlooks().baselineParts(own.outlook());
        Map<String, RawForecast> usual = usual(own);
        Map<String, List<Explained>> explained = new LinkedHashMap<>();
        issued.forEach((name, forecast) -> {
            int target = own.target(name, forecast);
            if (target >= 0) {
                explained.put(name, of(own, forecast, target, parts.get(target), usual));
            }
        });
        return explained;
    }

    /** The forecast without each covariate that has other values ahead than usual. */
    private static Map<String, RawForecast> usual(OwnForecast own) {
        Outlooks outlooks = own.outlooks();
        Map<String, RawForecast> forecasts = new LinkedHashMap<>();
        for (int covariate = 0; covariate < own.announced().length; covariate++) {
            double usual = outlooks.usual(own.outlook(), covariate);
            double[][] covariates = own.announced().clone();
            covariates[covariate] = covariates[covariate].clone();
            boolean differs = false;
            for (int lead = 0; lead < covariates[covariate].length; lead++) {
                double announced = covariates[covariate][lead];
                if (!Double.isNaN(announced) && announced != usual) {
                    covariates[covariate][lead] = usual;
                    differs = true;
                }
            }
            if (differs) {
                String name = outlooks.columns().covariates().get(covariate);
                forecasts.put(name, outlooks.forecast(own.outlook(), covariates));
            }
        }
        return forecasts;
    }

    private static List<Explained> of(
            OwnForecast own,
            TargetForecast issued,
            int target,
            List<BaselineParts> parts,
            Map<String, RawForecast> usual) {
        boolean byModel = own.isByModel(issued, target);
        List<Effect> effects = largest(own.raw(), usual, target, byModel);
        int median = own.outlooks().shape().median();
        List<Explained> days = new ArrayList<>();
        for (int lead = 0; lead < issued.horizon(); lead++) {
            BaselineParts ofDay = parts.get(lead);
            double baseline = own.raw().baseline(target, lead);
            double network = byModel ? own.raw().median(target, lead) - baseline : 0;
            Map<String, Double> ofCovariates = new LinkedHashMap<>();
            for (Effect effect : effects) {
                ofCovariates.put(effect.covariate(), effect.byLead()[lead]);
            }
            days.add(new Explained(
                    ofDay.level(),
                    ofDay.weekday(),
                    ofDay.date(),
                    ofDay.flags(),
                    ofDay.others(),
                    network,
                    issued.value(median, lead) - ofDay.sum() - network,
                    ofCovariates));
        }
        return days;
    }

    private static List<Effect> largest(RawForecast raw, Map<String, RawForecast> usual, int target, boolean byModel) {
        List<Effect> effects = new ArrayList<>();
        usual.forEach((covariate, without) -> {
            double[] byLead = new double[raw.shape().horizon()];
            for (int lead = 0; lead < byLead.length; lead++) {
                byLead[lead] = byModel
                        ? raw.median(target, lead) - without.median(target, lead)
                        : raw.baseline(target, lead) - without.baseline(target, lead);
            }
            effects.add(new Effect(covariate, byLead));
        });
        effects.sort(Comparator.comparingDouble(Effect::size).reversed());
        return effects.subList(0, Math.min(MOST_EFFECTS, effects.size()));
    }

    /**
     * Explanations as columns of a table; none where nothing is explained.
     *
     * @param flags names of the flags of any day
     * @param effects names of the covariates with an effect
     */
    record Columns(boolean any, List<String> flags, List<String> effects) {

        /**
         * @param explained those of all rows; null where there is none
         */
        static Columns of(Stream<Explained> explained) {
            List<Explained> known = explained.filter(Objects::nonNull).toList();
            return new Columns(
                    !known.isEmpty(),
                    known.stream()
                            .flatMap(one -> one.flags().keySet().stream())
                            .distinct()
                            .toList(),
                    known.stream()
                            .flatMap(one -> one.effects().keySet().stream())
                            .distinct()
                            .toList());
        }

        List<String> header() {
            List<String> header = new ArrayList<>();
            if (any) {
                header.addAll(List.of("of level", "of weekday", "of date"));
                flags.forEach(flag -> header.add("of flag " + flag));
                header.addAll(List.of("of others", "of network", "of rest"));
                effects.forEach(covariate -> header.add("effect of " + covariate));
            }
            return header;
        }

        /** One for each column; null where nothing is explained. */
        List<Object> cells(Explained day) {
            List<Object> cells = new ArrayList<>();
            if (!any) {
                return cells;
            }
            if (day == null) {
                header().forEach(column -> cells.add(null));
                return cells;
            }
            cells.addAll(List.of(day.level(), day.weekday(), day.date()));
            flags.forEach(flag -> cells.add(day.flags().getOrDefault(flag, 0.0)));
            cells.addAll(List.of(day.others(), day.network(), day.rest()));
            effects.forEach(covariate -> cells.add(day.effects().getOrDefault(covariate, 0.0)));
            return cells;
        }
    }
}
