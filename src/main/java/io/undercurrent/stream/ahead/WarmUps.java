package io.undercurrent.stream.ahead;

import io.undercurrent.engine.window.Lineup;
import io.undercurrent.engine.window.Term;
import io.undercurrent.engine.window.WindowShape;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/**
 * Goes over all series of a task when the first origin of a model is near, to have them warmed up for it: a few at a time, with rests in
 * which readings take their course. So the first readings of a model find their states there.
 *
 * <p>It begins when a series has come to a week before the first origin, or at once where the model is announced later. On the day before
 * the first origin it goes over all series again, to step those that it had come to before over the days since, so that little remains for the
 * first origin itself. Its {@link Pace} follows from the time that is left. What it has not come to by then is done with the next reading:
 * haste would not help these any more. Where it stands is not kept over a restart.
 */
public final class WarmUps implements AutoCloseable {

    /** Series at a time, which take two or three milliseconds. */
    private static final int SLICE = 64;

    /** Days before the first origin. A state of that day is still found by the steps that lead to that origin. */
    private static final int DAYS_AHEAD = WindowShape.STRIDE;

    private static final int UNKNOWN = Integer.MIN_VALUE;

    /** Has one series warmed up. */
    public interface Preparation {
        void prepare(String key) throws Exception;
    }

    private final ProcessingTimeService clock;
    private final LongSupplier nanoTime;
    private final Pace pace;
    private final Supplier<Stream<String>> keys;
    private final Preparation preparation;
    /** The terms that all series are prepared for, or are being prepared. */
    private final Set<Term> begun = new HashSet<>();
    /** Those of them for which that began no earlier than on the day before the first origin. */
    private final Set<Term> upToDate = new HashSet<>();

    private Lineup models;
    private int newestDay = UNKNOWN;
    /** Null where there is nothing to do. */
    private Stream<String> sweep;

    private Iterator<String> left;
    /** Whether all series are to be gone over once more after that. */
    private boolean again;

    private boolean timerPending;

    /**
     * @param models that are known so far
     * @param keys gives all series of the task; they may change while they are gone over
     */
    public WarmUps(Lineup models, ProcessingTimeService clock, Supplier<Stream<String>> keys, Preparation preparation) {
        this(models, clock, System::nanoTime, keys, preparation);
    }

    WarmUps(
            Lineup models,
            ProcessingTimeService clock,
            LongSupplier nanoTime,
            Supplier<Stream<String>> keys,
            Preparation preparation) {
        this.models = Objects.requireNonNull(models, "models");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.nanoTime = nanoTime;
        pace = new Pace(nanoTime);
        this.keys = Objects.requireNonNull(keys, "keys");
        this.preparation = Objects.requireNonNull(preparation, "preparation");
    }

    /** From now on these models forecast. */
    public void succeed(Lineup now) {
        models = now;
        begun.retainAll(now.successors());
        upToDate.retainAll(now.successors());
        if (newestDay == UNKNOWN) {
            // Series are somewhere, but no reading since the start has told where.
            pace.setDaysLeft(1);
            begin();
        } else {
            beginIfDue();
        }
    }

    /** A reading came, after which this is the newest day of all series. */
    public void reach(int day) {
        if (day > newestDay) {
            beginDay(day);
        }
        pace.reading();
    }

    private void beginDay(int day) {
        if (newestDay == UNKNOWN) {
            // Series changed over to these before the start.
            models.successors().stream().filter(term -> term.from() < day).forEach(term -> {
                begun.add(term);
                upToDate.add(term);
            });
        }
        pace.nextDay(newestDay == UNKNOWN ? 0 : day - newestDay);
        newestDay = day;
        beginIfDue();
    }

    private void beginIfDue() {
        boolean unprepared = false;
        boolean behind = false;
        int daysLeft = 0;
        for (Term term : models.successors()) {
            unprepared |= term.from() <= newestDay + (long) DAYS_AHEAD && begun.add(term);
            behind |= term.from() <= newestDay + 1L && upToDate.add(term);
            if (term.from() > newestDay && term.from() <= newestDay + (long) DAYS_AHEAD) {
                daysLeft = daysLeft == 0 ? term.from() - newestDay : Math.min(daysLeft, term.from() - newestDay);
            }
        }
        pace.setDaysLeft(daysLeft);
        if (unprepared || behind && sweep == null) {
            begin();
        } else {
            again |= behind;
        }
    }

    private void begin() {
        close();
        again = false;
        pace.beginSweep();
        sweep = keys.get();
        left = sweep.iterator();
        if (!timerPending) {
            goOnAfter(0);
        }
    }

    private void goOnAfter(long millis) {
        timerPending = true;
        clock.registerTimer(clock.getCurrentProcessingTime() + millis, time -> goOn());
    }

    private void goOn() throws Exception {
        timerPending = false;
        if (sweep == null) {
            return;
        }
        long start = nanoTime.getAsLong();
        int series = 0;
        while (series < SLICE && left.hasNext()) {
            preparation.prepare(left.next());
            series++;
        }
        if (left.hasNext()) {
            goOnAfter(pace.rest(series, start));
        } else if (again) {
            begin();
        } else {
            close();
        }
    }

    /** Stops, and gives back what the series were read from. */
    @Override
    public void close() {
        if (sweep != null) {
            sweep.close();
            sweep = null;
        }
    }
}
