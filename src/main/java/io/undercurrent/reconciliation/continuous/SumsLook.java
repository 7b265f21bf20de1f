package io.undercurrent.reconciliation.continuous;

import io.undercurrent.reconciliation.ForecastReconciler;
import io.undercurrent.reconciliation.Hierarchy;
import io.undercurrent.reconciliation.Move;
import io.undercurrent.reconciliation.SeriesForecast;
import io.undercurrent.reconciliation.SeriesWidths;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Makes the forecasts of a connected part of a hierarchy add up: from each open origin those that came, with intervals as wide as the days
 * until then teach. What differs from what was written is written again.
 *
 * <p>Where a bottom series is missing that has not ended, the sums above it keep their own forecasts, or they would be too low.
 *
 * <p>An origin is closed once all series are at least the lateness after it, or once all messages are read that were written until a day
 * after another series got that far.
 */
public final class SumsLook {

    private static final int PRESENT = 1;
    private static final int AWAITED = 2;
    private static final int ENDED = 3;

    private final ForecastReconciler reconciler;
    private final ForecastShape shape;
    private final List<String> keys;
    private final int lateness;
    private final boolean scored;
    private final long hierarchyHash;

    /**
     * @param lateness days that a forecast may be older than the newest of its part of the hierarchy
     * @param scored whether scores come too
     */
    public SumsLook(ForecastReconciler reconciler, int lateness, boolean scored) {
        this.reconciler = reconciler;
        this.lateness = lateness;
        this.scored = scored;
        shape = reconciler.shape();
        keys = reconciler.hierarchy().keys();
        long hash = reconciler.way().label().hashCode();
        for (Hierarchy.Sum sum : reconciler.hierarchy().sums()) {
            hash = 31 * (31 * hash + sum.key().hashCode()) + sum.parts().hashCode();
        }
        hierarchyHash = hash;
    }

    /** The keys of the series, in the order in which they are handed in. */
    public List<String> keys() {
        return keys;
    }

    /**
     * Has a look.
     *
     * @param series in the order of {@link #keys}; null where nothing is held
     * @param now by the machine's clock, in milliseconds since 1970
     * @param reached the time up to which all messages were read
     * @param all whether nothing comes any more
     * @param out receives forecasts; of each series that from its newest origin last
     */
    public SettledSums look(
            HeldSeries[] series, Progress progress, long now, long reached, boolean all, Consumer<Forecast> out) {
        NavigableSet<Integer> origins = new TreeSet<>(progress.open().keySet());
        if (origins.isEmpty()) {
            return new SettledSums(0, 0, 0, List.of());
        }
        int closed = closable(series, origins, progress.closed(), reached);
        NavigableSet<Integer> let = new TreeSet<>();
        int incomplete = 0;
        List<String> missing = List.of();
        for (var open : progress.open().entrySet()) {
            Progress.Open origin = open.getValue();
            if (origin.isReleased()) {
                continue;
            }
            boolean ready = OpenSums.isReady(origin, keys.size(), progress);
            if (ready || origin.until() <= now || all || open.getKey() <= closed) {
                let.add(open.getKey());
                List<String> without = without(series, open.getKey());
                incomplete += without.isEmpty() ? 0 : 1;
                missing = without.isEmpty() ? missing : without;
            }
        }
        origins.forEach(origin -> reconcile(series, origin));
        let.forEach(origin -> progress.open(origin).release());
        int[] written = new int[2];
        for (HeldSeries one : series) {
            if (one != null) {
                write(one, progress, origins, let, closed, written, out);
            }
        }
        progress.endedAre(ended(series, origins.last()));
        progress.settled();
        if (closed > progress.closed()) {
            progress.close(closed);
        }
        return new SettledSums(written[0], written[1], incomplete, missing);
    }

    /** The last of the origins that need not stay open. */
    private int closable(HeldSeries[] series, NavigableSet<Integer> origins, int closed, long reached) {
        int last = closed;
        for (int origin : origins) {
            if (!isOver(series, origin + lateness, reached)) {
                return last;
            }
            last = origin;
        }
        return last;
    }

    private boolean isOver(HeldSeries[] series, int day, long reached) {
        boolean together = true;
        long first = Long.MAX_VALUE;
        for (HeldSeries one : series) {
            together &= one != null && one.newest() >= day && (!scored || one.newestDay() >= day);
            if (one != null) {
                for (HeldForecast later : one.forecasts().tailMap(day, true).values()) {
                    first = Math.min(first, later.time());
                }
            }
        }
        return together || first <= reached;
    }

    private int status(HeldSeries series, int origin) {
        if (series != null && series.forecasts().containsKey(origin)) {
            return PRESENT;
        }
        boolean begun = series != null && series.first() != HeldSeries.NEVER && series.first() <= origin;
        return begun && !series.isCovered(origin) ? ENDED : AWAITED;
    }

    private List<String> without(HeldSeries[] series, int origin) {
        List<String> without = new ArrayList<>();
        for (int i = 0; i < series.length; i++) {
            if (status(series[i], origin) == AWAITED) {
                without.add(keys.get(i));
            }
        }
        return without;
    }

    private int ended(HeldSeries[] series, int origin) {
        int ended = 0;
        for (HeldSeries one : series) {
            ended += status(one, origin) == ENDED ? 1 : 0;
        }
        return ended;
    }

    private void reconcile(HeldSeries[] series, int origin) {
        long company = hierarchyHash;
        boolean fresh = false;
        BitSet awaited = new BitSet();
        for (int i = 0; i < series.length; i++) {
            int status = status(series[i], origin);
            awaited.set(i, status == AWAITED);
            company = 31 * (31 * company + keys.get(i).hashCode()) + status;
        }
        company = company == HeldForecast.ALONE ? 1 : company;
        SeriesForecast[] forecasts = new SeriesForecast[series.length];
        for (int i = 0; i < series.length; i++) {
            HeldForecast held = series[i] == null ? null : series[i].forecasts().get(origin);
            if (held != null) {
                forecasts[i] = held.numbers();
                fresh |= held.company() != company;
            }
        }
        if (fresh) {
            Move[] moves = reconciler.reconcile(forecasts, nonNegative(forecasts), apart(awaited));
            for (int i = 0; i < series.length; i++) {
                if (forecasts[i] != null) {
                    HeldForecast held = series[i].forecasts().get(origin);
                    series[i].put(origin, held.moved(Optional.ofNullable(moves[i]), company));
                }
            }
        }
    }

    /** Positions of the sums that have a part which is awaited. */
    private BitSet apart(BitSet awaited) {
        Hierarchy hierarchy = reconciler.hierarchy();
        BitSet apart = new BitSet();
        for (int sum = 0; sum < hierarchy.sums().size(); sum++) {
            if (hierarchy.sums().get(sum).parts().stream().anyMatch(awaited::get)) {
                apart.set(hierarchy.bottom().size() + sum);
            }
        }
        return apart;
    }

    private BitSet[] nonNegative(SeriesForecast[] forecasts) {
        BitSet[] nonNegative = new BitSet[shape.targets().size()];
        for (int target = 0; target < nonNegative.length; target++) {
            nonNegative[target] = new BitSet();
            for (int i = 0; i < forecasts.length; i++) {
                nonNegative[target].set(i, forecasts[i] != null && isNonNegative(forecasts[i].quantiles(), target));
            }
        }
        return nonNegative;
    }

    /** A model forecasts nothing below 0 of a series that never was. */
    private boolean isNonNegative(double[] quantiles, int target) {
        for (int i = shape.index(target, 0, 0); i < shape.index(target + 1, 0, 0); i++) {
            if (quantiles[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private void write(
            HeldSeries series,
            Progress progress,
            NavigableSet<Integer> origins,
            NavigableSet<Integer> let,
            int closed,
            int[] written,
            Consumer<Forecast> out) {
        SeriesWidths widths = series.widths().copy();
        SeriesWidths atClose = null;
        int after = progress.closed();
        Map<Integer, Forecast> again = new TreeMap<>();
        Forecast newest = null;
        int last = newestReleased(series, progress);
        for (int origin : origins) {
            for (HeldForecast earlier :
                    series.forecasts().headMap(origin, false).values()) {
                if (earlier.move().isPresent() && (long) earlier.forecast().origin() + shape.horizon() > after) {
                    widths.learn(
                            earlier.numbers(),
                            earlier.move().get(),
                            earlier.forecast().origin(),
                            after,
                            origin,
                            series::value);
                }
            }
            after = origin;
            atClose = origin == closed ? widths.copy() : atClose;
            HeldForecast held = series.forecasts().get(origin);
            if (held == null || !progress.open(origin).isReleased()) {
                continue;
            }
            boolean asked = origin >= progress.changedFrom() || let.contains(origin);
            if (asked || origin == last) {
                Forecast forecast = forecast(held, widths);
                newest = forecast;
                long fingerprint = fingerprint(forecast);
                if (asked && fingerprint != held.written()) {
                    written[0]++;
                    written[1] += held.writings() > 0 ? 1 : 0;
                    series.put(origin, held.written(fingerprint));
                    again.put(origin, forecast);
                } else {
                    newest = revision(forecast, held.writings() - 1);
                }
            }
        }
        if (!again.isEmpty() && newest != null) {
            again.putIfAbsent(newest.origin(), newest);
        }
        again.values().forEach(out);
        if (atClose != null && closed > progress.closed()) {
            series.close(closed, atClose);
        }
    }

    private static int newestReleased(HeldSeries series, Progress progress) {
        for (int origin : series.forecasts().descendingKeySet()) {
            Progress.Open open = progress.open().get(origin);
            if (open != null && open.isReleased()) {
                return origin;
            }
        }
        return HeldSeries.NEVER;
    }

    private Forecast forecast(HeldForecast held, SeriesWidths widths) {
        if (held.move().isEmpty()) {
            return copy(held.forecast(), held.writings(), held.numbers(), Optional.empty());
        }
        boolean[] signs = new boolean[shape.targets().size()];
        for (int target = 0; target < signs.length; target++) {
            signs[target] = isNonNegative(held.forecast().values(), target);
        }
        return copy(
                held.forecast(),
                held.writings(),
                widths.applied(held.numbers(), held.move().get(), signs),
                Optional.of(reconciler.way().label()));
    }

    private static Forecast revision(Forecast forecast, int revision) {
        return copy(
                forecast,
                revision,
                new SeriesForecast(null, forecast.means(), forecast.values()),
                forecast.reconciliation());
    }

    private static Forecast copy(Forecast of, int revision, SeriesForecast numbers, Optional<String> reconciliation) {
        return new Forecast(
                of.key(),
                of.origin(),
                revision,
                of.model(),
                of.generation(),
                of.source(),
                of.restarted(),
                of.days(),
                of.shape(),
                numbers.quantiles(),
                numbers.means(),
                reconciliation);
    }

    /** Of all but the revision; never 0. */
    private static long fingerprint(Forecast forecast) {
        long hash = forecast.model().hashCode();
        hash = 31 * hash + forecast.generation();
        hash = 31 * hash + forecast.source().ordinal();
        hash = 31 * hash + (forecast.restarted() ? 1 : 0);
        hash = 31 * hash + forecast.days();
        hash = 31 * hash + forecast.reconciliation().orElse("").hashCode();
        for (double value : forecast.values()) {
            hash = mixed(hash, value);
        }
        for (double mean : forecast.means()) {
            hash = mixed(hash, mean);
        }
        return hash == 0 ? 1 : hash;
    }

    /** As in FNV-1a, with whole numbers of 64 bits. */
    private static long mixed(long hash, double value) {
        long mixed = (hash ^ Double.doubleToLongBits(value)) * 0x100000001b3L;
        return mixed ^ mixed >>> 32;
    }
}
