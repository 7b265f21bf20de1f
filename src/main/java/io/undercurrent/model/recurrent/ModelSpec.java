package io.undercurrent.model.recurrent;

import io.undercurrent.model.baseline.Baseline;
import io.undercurrent.model.baseline.LongView;
import io.undercurrent.model.kind.KindEffects;
import io.undercurrent.model.kind.Kinds;
import io.undercurrent.model.window.Calendar;
import io.undercurrent.model.window.FlagDays;
import io.undercurrent.model.window.MonthEffects;
import io.undercurrent.model.window.MonthFactors;
import io.undercurrent.model.window.ScalePrior;
import io.undercurrent.series.Columns;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Label;
import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.SeriesHolidays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The structure of a model: together with the weights it defines the model.
 *
 * @param columns columns of its readings
 * @param flags for each covariate, whether it is a flag (0 or 1). Flags enter the network unscaled; other covariates
 *     are scaled by the window
 * @param baselines for each target, what the network corrects
 * @param window days that the encoder looks back, the encoded day included
 * @param horizon days that a forecast looks ahead
 * @param quantiles probabilities of the quantiles, strictly ascending, 0.5 among them
 * @param cell kind of the recurrent layers
 * @param units units of each recurrent layer
 * @param layers number of recurrent layers
 * @param headUnits hidden units of the quantile head
 * @param scalePriors for each target, its usual scale by level; empty if scales come from the window alone
 * @param easter whether its calendar has features for Easter; false for models of earlier releases
 * @param holidays holidays that the model knows without a column, each of them a flag
 * @param seriesHolidays holidays of the country of each series, which are one flag together
 * @param spikeDays days in a row far from the usual that are left out of what is usual once they are over; 1 for models of earlier
 *     releases
 * @param kinds kinds of series that the model tells apart
 * @param months for each target, what months make of its level; empty if they make nothing of any
 */
public record ModelSpec(
        Columns columns,
        List<Boolean> flags,
        List<Baseline> baselines,
        int window,
        int horizon,
        List<Double> quantiles,
        Cell cell,
        int units,
        int layers,
        int headUnits,
        List<ScalePrior> scalePriors,
        boolean easter,
        List<HolidayCalendar> holidays,
        SeriesHolidays seriesHolidays,
        int spikeDays,
        Kinds kinds,
        List<MonthEffects> months) {

    /** The shortest window allowed: each weekday twice. */
    public static final int SHORTEST_WINDOW = 14;

    private static final int LONGEST_WINDOW = 4096;
    private static final int LONGEST_HORIZON = 512;
    private static final int MOST_UNITS = 4096;
    private static final int MOST_LAYERS = 16;
    private static final int MOST_QUANTILES = 99;
    private static final int MOST_HOLIDAYS = 99;
    private static final int MOST_SPIKE_DAYS = 28;

    /** A week, in which a lasting change has shown itself. */
    private static final int SPIKE_DAYS = 7;

    /** The kinds of recurrent layers. */
    public enum Cell {
        SIMPLE_RNN,
        GRU,
        LSTM;

        /** The name on the command line and in files, such as {@code simple-rnn}. */
        public String label() {
            return Label.of(this);
        }

        /**
         * The kind of a name.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Cell of(String label) {
            for (Cell cell : values()) {
                if (cell.label().equals(label)) {
                    return cell;
                }
            }
            throw new IllegalArgumentException("cell: expected simple-rnn, gru or lstm, but got '" + label + "'");
        }
    }

    public ModelSpec {
        Objects.requireNonNull(columns, "columns");
        Objects.requireNonNull(cell, "cell");
        flags = List.copyOf(flags);
        baselines = List.copyOf(baselines);
        quantiles = List.copyOf(quantiles);
        scalePriors = List.copyOf(scalePriors);
        holidays = List.copyOf(holidays);
        months = List.copyOf(months);
        Objects.requireNonNull(seriesHolidays, "seriesHolidays");
        if (!scalePriors.isEmpty() && scalePriors.size() != columns.targets().size()) {
            throw new IllegalArgumentException("scalePriors: expected none or one for each of the targets "
                    + columns.targets() + ", but got " + scalePriors.size());
        }
        if (!months.isEmpty() && months.size() != columns.targets().size()) {
            throw new IllegalArgumentException("months: expected none or one for each of the targets "
                    + columns.targets() + ", but got " + months.size());
        }
        if (baselines.size() != columns.targets().size()) {
            throw new IllegalArgumentException("baselines: expected one for each of the targets " + columns.targets()
                    + ", but got " + baselines.size());
        }
        if (flags.size() != columns.covariates().size()) {
            throw new IllegalArgumentException("flags: expected one for each of the covariates " + columns.covariates()
                    + ", but got " + flags.size());
        }
        requireKinds(kinds, columns, flags, calendars(holidays, seriesHolidays), scalePriors);
        requireBetween("number of holiday calendars", 0, MOST_HOLIDAYS, holidays.size());
        requireBetween("spikeDays", 1, MOST_SPIKE_DAYS, spikeDays);
        requireBetween("window", SHORTEST_WINDOW, LONGEST_WINDOW, window);
        requireBetween("horizon", 1, LONGEST_HORIZON, horizon);
        requireBetween("units", 1, MOST_UNITS, units);
        requireBetween("layers", 1, MOST_LAYERS, layers);
        requireBetween("headUnits", 1, MOST_UNITS, headUnits);
        requireBetween("number of quantiles", 1, MOST_QUANTILES, quantiles.size());
        if (!LongView.fits(window) && baselines.stream().anyMatch(baseline -> baseline != Baseline.WEEKDAY_MEDIAN)) {
            throw new IllegalArgumentException("baselines: expected weekday medians alone for a window of " + window
                    + " days, but got " + baselines);
        }
        new ForecastShape(columns.targets(), quantiles, horizon);
        if (!quantiles.contains(0.5)) {
            throw new IllegalArgumentException(
                    "quantiles: expected 0.5 among them, because the median is what is scored"
                            + " and compared with the baseline, but got " + quantiles);
        }
    }

    private static void requireKinds(
            Kinds kinds, Columns columns, List<Boolean> flags, int calendars, List<ScalePrior> scalePriors) {
        Objects.requireNonNull(kinds, "kinds");
        int targets = columns.targets().size();
        long ofFlags = flags.stream().filter(flag -> flag).count() + calendars;
        if (!kinds.targets().isEmpty() && (kinds.targets().size() != targets || scalePriors.isEmpty())) {
            throw new IllegalArgumentException(
                    "kinds: expected effects and scale priors for none or all of the targets " + columns.targets()
                            + ", but got " + kinds.targets().size() + " and " + scalePriors.size());
        }
        for (KindEffects effects : kinds.targets()) {
            if (effects.common().flags().size() != ofFlags) {
                throw new IllegalArgumentException(
                        "kinds: expected effects of " + ofFlags + " flags and holidays, but got "
                                + effects.common().flags().size());
            }
        }
    }

    /** A spec whose targets all have {@link Baseline#WEEKDAY_MEDIAN}, which works with any window. */
    public ModelSpec(
            Columns columns,
            List<Boolean> flags,
            int window,
            int horizon,
            List<Double> quantiles,
            Cell cell,
            int units,
            int layers,
            int headUnits) {
        this(
                columns,
                flags,
                Collections.nCopies(columns.targets().size(), Baseline.WEEKDAY_MEDIAN),
                window,
                horizon,
                quantiles,
                cell,
                units,
                layers,
                headUnits,
                List.of(),
                true,
                List.of(),
                SeriesHolidays.NONE,
                SPIKE_DAYS,
                Kinds.NONE,
                List.of());
    }

    /** This spec with other baselines. */
    public ModelSpec withBaselines(List<Baseline> others) {
        return with(others, scalePriors, easter, holidays, seriesHolidays, spikeDays, kinds, months);
    }

    /** This spec with other scale priors. */
    public ModelSpec withScalePriors(List<ScalePrior> others) {
        return with(baselines, others, easter, holidays, seriesHolidays, spikeDays, kinds, months);
    }

    /** This spec with other holidays. */
    public ModelSpec withHolidays(List<HolidayCalendar> others) {
        return with(baselines, scalePriors, easter, others, seriesHolidays, spikeDays, kinds, months);
    }

    /** This spec with other holidays of series. */
    public ModelSpec withSeriesHolidays(SeriesHolidays others) {
        return with(baselines, scalePriors, easter, holidays, others, spikeDays, kinds, months);
    }

    /** This spec with the calendar of earlier releases, without Easter. */
    public ModelSpec withoutEaster() {
        return with(baselines, scalePriors, false, holidays, seriesHolidays, spikeDays, kinds, months);
    }

    /** This spec as of earlier releases, for which a spike lasts no longer than a day. */
    public ModelSpec withoutSpikes() {
        return with(baselines, scalePriors, easter, holidays, seriesHolidays, 1, kinds, months);
    }

    /** This spec with other kinds of series. */
    public ModelSpec withKinds(Kinds others) {
        return with(baselines, scalePriors, easter, holidays, seriesHolidays, spikeDays, others, months);
    }

    /** This spec with other effects of months. */
    public ModelSpec withMonths(List<MonthEffects> others) {
        return with(baselines, scalePriors, easter, holidays, seriesHolidays, spikeDays, kinds, others);
    }

    private ModelSpec with(
            List<Baseline> newBaselines,
            List<ScalePrior> newPriors,
            boolean newEaster,
            List<HolidayCalendar> newHolidays,
            SeriesHolidays newSeriesHolidays,
            int newSpikeDays,
            Kinds newKinds,
            List<MonthEffects> newMonths) {
        return new ModelSpec(
                columns,
                flags,
                newBaselines,
                window,
                horizon,
                quantiles,
                cell,
                units,
                layers,
                headUnits,
                newPriors,
                newEaster,
                newHolidays,
                newSeriesHolidays,
                newSpikeDays,
                newKinds,
                newMonths);
    }

    /** Stands for how windows are encoded: everything but the network. */
    ModelSpec encoding() {
        return new ModelSpec(
                columns,
                flags,
                baselines,
                window,
                horizon,
                quantiles,
                Cell.GRU,
                1,
                1,
                1,
                scalePriors,
                easter,
                holidays,
                seriesHolidays,
                spikeDays,
                kinds,
                months);
    }

    /** For each target, what months make of its level. */
    List<MonthFactors> monthFactors(Calendar calendar) {
        return IntStream.range(0, columns.targets().size())
                .mapToObj(target -> new MonthFactors(monthEffects(target), calendar))
                .toList();
    }

    /** What months make of the level of a target. */
    public MonthEffects monthEffects(int target) {
        return months.isEmpty() ? MonthEffects.NONE : months.get(target);
    }

    /** The scale prior of a column; null if there is none. */
    ScalePrior scalePrior(int column) {
        return column < scalePriors.size() ? scalePriors.get(column) : null;
    }

    /** Positions of the flags among the columns. */
    int[] flagColumns() {
        int targets = columns.targets().size();
        return IntStream.range(0, flags.size())
                .filter(flags::get)
                .map(flag -> targets + flag)
                .toArray();
    }

    /** Number of flags that are holidays. */
    int calendars() {
        return calendars(holidays, seriesHolidays);
    }

    private static int calendars(List<HolidayCalendar> common, SeriesHolidays bySeries) {
        return common.size() + (bySeries.hasNoCalendar() ? 0 : 1);
    }

    /** All flags, columns before holidays. One thread's working memory. */
    public FlagDays flagDays() {
        return new FlagDays(flagColumns(), holidays, seriesHolidays);
    }

    /** Whether the window is long enough to learn yearly patterns. */
    public boolean seesYears() {
        return LongView.fits(window);
    }

    private static void requireBetween(String name, int least, int most, int value) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": expected " + least + " to " + most + ", but got " + value);
        }
    }

    /** The shape of the forecasts. */
    public ForecastShape shape() {
        return new ForecastShape(columns.targets(), quantiles, horizon);
    }

    /** The recurrent layers in short, such as {@code gru48} or {@code lstm32x2}. */
    public String shortName() {
        return cell.label() + units + (layers > 1 ? "x" + layers : "");
    }
}
