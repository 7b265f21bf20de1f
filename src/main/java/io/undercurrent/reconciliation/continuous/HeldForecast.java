package io.undercurrent.reconciliation.continuous;

import io.undercurrent.reconciliation.Move;
import io.undercurrent.reconciliation.SeriesForecast;
import io.undercurrent.series.Forecast;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A forecast of one series and what became of it.
 *
 * @param forecast as it came
 * @param time of its message, in milliseconds since 1970
 * @param move of its reconciliation; empty where it was not reconciled yet, or keeps its numbers
 * @param company which series had a forecast of this origin when it was reconciled, and how; {@link #ALONE} if it was not yet
 * @param written tells what was written last from what would be written now; 0 if nothing was
 * @param writings how many different ones were written
 */
public record HeldForecast(
        Forecast forecast, long time, Optional<Move> move, long company, long written, int writings) {

    /** Of a forecast that was not reconciled yet. */
    public static final long ALONE = 0;

    public HeldForecast {
        Objects.requireNonNull(forecast, "forecast");
        Objects.requireNonNull(move, "move");
    }

    /** One that has just come. */
    static HeldForecast of(Forecast forecast, long time) {
        return new HeldForecast(forecast, time, Optional.empty(), ALONE, 0, 0);
    }

    HeldForecast replacedBy(Forecast other, long at) {
        return new HeldForecast(other, at, Optional.empty(), ALONE, written, writings);
    }

    HeldForecast at(long later, Forecast same) {
        return new HeldForecast(same, later, move, company, written, writings);
    }

    /** The same with another move. */
    public HeldForecast with(Optional<Move> by) {
        return moved(by, company);
    }

    HeldForecast moved(Optional<Move> by, long inCompany) {
        return new HeldForecast(forecast, time, by, inCompany, written, writings);
    }

    HeldForecast written(long what) {
        return new HeldForecast(forecast, time, move, company, what, writings + 1);
    }

    /** Whether another forecast says the same, whatever its revision. */
    boolean saysTheSame(Forecast other) {
        return forecast.model().equals(other.model())
                && forecast.generation() == other.generation()
                && forecast.source() == other.source()
                && forecast.restarted() == other.restarted()
                && forecast.days() == other.days()
                && Arrays.equals(forecast.values(), other.values())
                && Arrays.equals(forecast.means(), other.means());
    }

    /**
     * Whether another forecast from the same origin counts in place of this: the one that was written later. What was written at the same
     * time is told apart by its revision, and by its numbers, so that the order of arrival decides nothing.
     */
    boolean yieldsTo(Forecast other, long at) {
        int byTime = Long.compare(at, time);
        int byRevision = byTime != 0 ? byTime : Integer.compare(other.revision(), forecast.revision());
        return (byRevision != 0 ? byRevision : Arrays.compare(other.values(), forecast.values())) > 0;
    }

    SeriesForecast numbers() {
        return SeriesForecast.of(forecast.shape(), forecast.values(), forecast.means());
    }
}
