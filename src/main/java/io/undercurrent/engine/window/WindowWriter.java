package io.undercurrent.engine.window;

import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.series.SlidingWindow;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes readings, announcements and retractions to windows, and raises the revisions of the forecasts to make again.
 * Messages that change nothing are counted and end here.
 */
final class WindowWriter {

    private final WindowShape shape;
    private final TimeEvents events;
    private Lineup models = Lineup.OWN;
    private StepPlanner planner;

    WindowWriter(WindowShape shape, TimeEvents events) {
        this.shape = shape;
        this.events = events;
        planner = new StepPlanner(shape);
    }

    /** From now on these models forecast. */
    void succeed(Lineup now) {
        models = now;
        planner = new StepPlanner(shape, now);
    }

    /** The model of all forecasts from a new window is the one that is in force. */
    void begin(SlidingWindow begun) {
        begun.setTermsKnown(models.count());
    }

    /** Has models warmed up that the series has not changed over to. */
    void prepare(String key, SlidingWindow known, WindowReceiver<?> out) {
        planner.ahead(key, known).ifPresent(out::update);
    }

    /** Why a window cannot accept a reading; empty if it can. */
    Optional<Rejection> refusal(Reading reading, SlidingWindow known) {
        long oldest = (long) known.newestDay() - shape.lateness();
        long farthest = (long) known.newestDay() + shape.ahead();
        if (reading.day() < oldest && !isRepetition(reading, known)) {
            return Optional.of(new Rejection(
                    Reason.TOO_LATE,
                    "date: expected " + LocalDate.ofEpochDay(oldest) + ", " + shape.lateness()
                            + " days before the newest of the series, or a later one, but got " + reading.date()));
        }
        if (shape.isAnnouncement(reading) && reading.day() > farthest) {
            return Optional.of(new Rejection(
                    Reason.TOO_EARLY,
                    "date: expected a day up to " + LocalDate.ofEpochDay(farthest) + " for covariates alone, but got "
                            + reading.date()));
        }
        return Optional.empty();
    }

    /** Whether a reading says nothing of its day that the window does not know: it comes too late to change anything, and need not. */
    private boolean isRepetition(Reading reading, SlidingWindow known) {
        int day = reading.day();
        boolean announcement = shape.isAnnouncement(reading);
        if (!known.holds(day) || !announcement && !known.isOrigin(day)) {
            return false;
        }
        double[] values = reading.values();
        for (int column = 0; column < values.length; column++) {
            double now = known.value(day, column);
            boolean repeated = values[column] == Reading.RETRACTED
                    ? Double.isNaN(now)
                    : Double.isNaN(values[column])
                            || sameBits(values[column], now)
                            || announcement && sameBits(values[column], known.announced(day, column));
            if (!repeated) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes a reading for which there is no {@link #refusal}.
     *
     * @return whether the window changed
     */
    boolean enter(Reading reading, SlidingWindow known, WindowReceiver<?> out) {
        if (reading.day() < (long) known.newestDay() - shape.lateness()) {
            events.unchanged();
            return false;
        }
        boolean other = known.termsKnown() < models.count();
        if (other) {
            changeOver(reading.key(), known, out);
        }
        return enterByKind(reading, known, out) || other;
    }

    private boolean enterByKind(Reading reading, SlidingWindow known, WindowReceiver<?> out) {
        if (!shape.isAnnouncement(reading)) {
            return read(reading, known, out);
        }
        return reading.retracts() ? retract(reading, known, out) : announce(reading, known, out);
    }

    /**
     * Has the forecasts made again that belong to another model since the series was last heard of. Before the reading moves the
     * window, so that the same ones are made whenever the model was announced. Shadows raise no revisions: what a live model forecasts
     * does not tell whether there are any.
     */
    private void changeOver(String key, SlidingWindow known, WindowReceiver<?> out) {
        int newest = known.newestDay();
        int open = newest - shape.lateness();
        int first = Math.max(models.liveChangedSince(known.termsKnown()), open);
        int firstOfShadow = Math.min(first, Math.max(models.shadowChangedSince(known.termsKnown()), open));
        known.setTermsKnown(models.count());
        boolean revised = reviseOrigins(known, first, newest);
        if (revised || firstOfShadow <= newest) {
            out.update(planner.plan(key, known, newest + 1, first, firstOfShadow, newest));
        }
    }

    private boolean read(Reading reading, SlidingWindow known, WindowReceiver<?> out) {
        int day = reading.day();
        int newest = known.newestDay();
        if (day > newest) {
            passGaps(reading, known, out);
        }
        boolean first = !known.isOrigin(day);
        boolean changed = known.merge(day, reading.values());
        if (!first && !changed) {
            events.unchanged();
            return false;
        }
        if (day < newest) {
            events.rewind(newest - day + 1);
        }
        known.revise(day);
        reviseOrigins(known, day + 1, known.newestDay());
        out.update(planner.plan(reading.key(), known, day, day, known.newestDay()));
        return true;
    }

    /**
     * Moves on to the day of a reading. Gaps are reported day by day, because a day is encoded with the window before
     * it. In a gap longer than the window, only those days are reported that a late reading could still connect to the
     * days before.
     */
    private void passGaps(Reading reading, SlidingWindow known, WindowReceiver<?> out) {
        int last = known.newestDay();
        long distance = (long) reading.day() - last;
        if (distance > shape.window()) {
            events.restarted();
        }
        if (distance <= shape.window() + shape.lateness()) {
            for (int gap = last + 1; gap < reading.day() && gap <= last + shape.window(); gap++) {
                known.advanceTo(gap);
                out.update(planner.gap(reading.key(), known));
            }
        }
        known.advanceTo(reading.day());
    }

    /**
     * Takes values of a day back, as if they had never been read. The day stays an origin; its forecast is made again
     * without them.
     */
    private boolean retract(Reading reading, SlidingWindow known, WindowReceiver<?> out) {
        int day = reading.day();
        int newest = known.newestDay();
        boolean read = known.retract(day, reading.values());
        boolean announced = known.retractAnnounced(day, reading.values());
        // One message may take one covariate back and announce another.
        announced |= known.announce(day, announced(reading));
        if (!read && !announced) {
            events.unchanged();
            return false;
        }
        if (day < newest) {
            events.rewind(newest - day + 1);
        }
        // Forecasts from before the day used the announced values.
        int first = announced ? Math.max(newest - shape.lateness(), day - shape.horizon()) : day;
        reviseOrigins(known, first, newest);
        if (first <= newest) {
            out.update(planner.plan(reading.key(), known, Math.min(day, newest + 1), first, newest));
        }
        return true;
    }

    private static double[] announced(Reading reading) {
        return Arrays.stream(reading.values())
                .map(value -> value == Reading.RETRACTED ? Double.NaN : value)
                .toArray();
    }

    private boolean announce(Reading reading, SlidingWindow known, WindowReceiver<?> out) {
        int day = reading.day();
        int newest = known.newestDay();
        boolean inputChanges = day <= newest && changesInput(reading, known);
        if (!known.announce(day, reading.values())) {
            events.unchanged();
            return false;
        }
        int first = Math.max(newest - shape.lateness(), day - shape.horizon());
        // Later forecasts may depend on the errors of those that change.
        if (!reviseOrigins(known, first, newest) && known.isOrigin(newest)) {
            events.waiting();
        }
        if (inputChanges || first <= newest) {
            out.update(planner.plan(reading.key(), known, inputChanges ? day : newest + 1, first, newest));
        }
        return true;
    }

    /** Whether an announcement has values for a day that no reading has given. */
    private boolean changesInput(Reading announcement, SlidingWindow known) {
        for (int column = shape.targets(); column < shape.targets() + shape.covariates(); column++) {
            double value = announcement.values()[column];
            boolean announced =
                    sameBits(known.value(announcement.day(), column), known.announced(announcement.day(), column));
            if (!Double.isNaN(value) && announced) {
                return true;
            }
        }
        return false;
    }

    private static boolean sameBits(double one, double other) {
        return Double.doubleToLongBits(one) == Double.doubleToLongBits(other);
    }

    /** Raises the revisions of the origins among some days. Returns whether there are any. */
    private static boolean reviseOrigins(SlidingWindow known, int fromDay, int toDay) {
        boolean any = false;
        for (int day = fromDay; day <= toDay; day++) {
            if (known.isOrigin(day)) {
                known.revise(day);
                any = true;
            }
        }
        return any;
    }
}
