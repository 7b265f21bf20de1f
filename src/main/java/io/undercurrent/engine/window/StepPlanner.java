package io.undercurrent.engine.window;

import io.undercurrent.engine.window.WindowUpdate.Changed;
import io.undercurrent.engine.window.WindowUpdate.Origin;
import io.undercurrent.engine.window.WindowUpdate.Part;
import io.undercurrent.engine.window.WindowUpdate.Run;
import io.undercurrent.engine.window.WindowUpdate.Unplanned;
import io.undercurrent.series.SlidingWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says what follows from a change of a window: which days the networks are stepped over, where the series begins anew, and from
 * which days forecasts are owed, by which model.
 *
 * <p>A series starts again, from the initial state, on a day with a reading if no day in the window before it has one.
 * The days of such a gap are not stepped.
 *
 * <p>To the model of a later term a series begins some days before its first origin: as many as each window holds for as long as a
 * late reading may change that origin, so that the state of the model does not depend on when it was announced. The network is stepped
 * over the last {@link #WARM_UP_DAYS} of these, or more where the job says so.
 */
public final class StepPlanner {

    /**
     * Days that a network is stepped over at least before the first forecast of its term, that of the forecast among them. By then
     * most trained networks have forgotten where they began; for others a job keeps more, see {@link WindowShape#warmUp}.
     */
    public static final int WARM_UP_DAYS = 56;

    /** Stands for "no earlier reading". */
    private static final long NEVER = Long.MIN_VALUE / 2;

    private static final int NO_ORIGIN = Integer.MIN_VALUE;

    private final WindowShape shape;
    private final Lineup models;

    /** For a job with the model that it was started with alone. */
    public StepPlanner(WindowShape shape) {
        this(shape, Lineup.OWN);
    }

    public StepPlanner(WindowShape shape, Lineup models) {
        this.shape = Objects.requireNonNull(shape, "shape");
        this.models = Objects.requireNonNull(models, "models");
    }

    /** The plan for a newest day without a reading. */
    public Changed gap(String key, SlidingWindow window) {
        int newest = window.newestDay();
        return plan(key, window, newest, newest + 1, newest);
    }

    public Changed plan(Unplanned update) {
        return plan(update.key(), update.window(), update.changedFrom(), update.firstOrigin(), update.lastOrigin());
    }

    /**
     * @param changedFrom the first day that changed; later than the newest if none did
     * @param firstOrigin the first day
     *     to forecast from, no older than the lateness allows
     * @param lastOrigin the last of them; earlier than the first if
     *     there is none
     */
    Changed plan(String key, SlidingWindow window, int changedFrom, int firstOrigin, int lastOrigin) {
        return plan(key, window, changedFrom, firstOrigin, firstOrigin, lastOrigin);
    }

    /**
     * @param firstOfShadow the first day that a shadow is to forecast from
     */
    Changed plan(
            String key, SlidingWindow window, int changedFrom, int firstOrigin, int firstOfShadow, int lastOrigin) {
        return plan(
                key,
                window,
                changedFrom,
                (term, until) -> part(term, until, window, changedFrom, firstOrigin, lastOrigin),
                (term, until) -> part(term, until, window, changedFrom, firstOfShadow, lastOrigin));
    }

    /**
     * The days that models are warmed up over which the series has not changed over to, as far as the window knows them: before the
     * next message, so that this one finds them stepped. Changes nothing of what follows from that.
     *
     * @return a plan without origins; empty if there is nothing to do
     */
    Optional<Changed> ahead(String key, SlidingWindow window) {
        boolean behind = window.termsKnown() < models.count();
        Task task = (term, until) -> term.from() == Term.EVER || term.from() <= window.newestDay() && !behind
                ? idle(term)
                : ahead(term, Math.min(until, window.newestDay()), window);
        Changed plan = plan(key, window, window.newestDay() + 1, task, task);
        boolean any = Stream.concat(plan.parts().stream(), plan.shadows().stream())
                .anyMatch(part -> !part.runs().isEmpty());
        return any ? Optional.of(plan) : Optional.empty();
    }

    /** What a term has to do, whose last origin is that of a day or of the newest. */
    private interface Task {
        Part of(Term term, int until);
    }

    /**
     * What all terms of a series that can still forecast a day have to do.
     *
     * @param changedFrom the first day that is new or has changed
     * @param live for the models that forecast
     * @param shadow for the models beside them
     */
    private Changed plan(String key, SlidingWindow window, int changedFrom, Task live, Task shadow) {
        int openFrom = window.newestDay() - shape.lateness();
        List<Part> parts = List.of();
        List<Term> terms = models.live().since(openFrom);
        for (int i = 0; i < terms.size(); i++) {
            parts = with(parts, live.of(terms.get(i), until(terms, i)));
        }
        List<Part> shadows = List.of();
        List<Term> beside = models.shadows().since(openFrom);
        for (int i = 0; i < beside.size(); i++) {
            Term term = beside.get(i);
            if (term.from() != Term.EVER && term.includes(key)) {
                shadows = with(shadows, shadow.of(term, until(beside, i)));
            }
        }
        return new Changed(key, window, changedFrom, openFrom, parts, shadows);
    }

    /** The last day whose origin belongs to a term: the one before the next term begins. */
    private static int until(List<Term> terms, int position) {
        return position + 1 < terms.size() ? terms.get(position + 1).from() - 1 : Integer.MAX_VALUE;
    }

    /** The part of a term that is there to keep its states. */
    private Part idle(Term term) {
        return new Part(term, since(term), List.of(), List.of());
    }

    /** The part of a term that is only stepped up to a day, before any forecast is owed. */
    private Part ahead(Term term, int last, SlidingWindow window) {
        int oldest = oldest(window);
        return part(term, window, oldest, lastRead(window, oldest), last, last, last, NO_ORIGIN);
    }

    /**
     * What a term has to do.
     *
     * @param end the last day whose origin belongs to it
     */
    private Part part(Term term, int end, SlidingWindow window, int changedFrom, int firstOrigin, int lastOrigin) {
        if (term.from() > window.newestDay()) {
            return idle(term);
        }
        int until = Math.min(end, window.newestDay());
        int firstOwed = Math.max(firstOrigin, term.from());
        int lastOwed = Math.min(lastOrigin, until);
        int last = changedFrom <= until ? until : lastOwed;
        int oldest = oldest(window);
        return part(
                term,
                window,
                oldest,
                lastRead(window, oldest),
                last,
                Math.min(changedFrom, firstOwed),
                firstOwed,
                lastOwed);
    }

    /** For days before this one the window lacks part of the days that their encoding needs. */
    private int oldest(SlidingWindow window) {
        return window.newestDay() - shape.lateness() - WindowShape.STRIDE + 1;
    }

    /** The first day that the states of a term know of. */
    private int since(Term term) {
        return term.from() == Term.EVER ? Term.EVER : term.from() - shape.window() - shape.warmUp() + 1;
    }

    /** The first day that the network of a term is stepped over, where the window holds it; {@link Term#EVER} where there is no first. */
    public int firstStep(Term term) {
        return term.from() == Term.EVER ? Term.EVER : Math.max(since(term), term.from() - warmUpDays() + 1);
    }

    private int warmUpDays() {
        return Math.max(WARM_UP_DAYS, shape.warmUp());
    }

    /**
     * The days to step where there is no state to go on from: those up to the first origin that may be asked for, as many as {@link
     * #WARM_UP_DAYS} or the job's warm-up, whichever is longer. Days that the window does not hold, or that the states of the part
     * know nothing of, are left out.
     */
    public List<Run> warmUp(SlidingWindow window, Part part) {
        int last = part.runs().get(part.runs().size() - 1).lastDay();
        int known = Math.max(part.since(), window.newestDay() - window.past() + 1);
        int oldest = Math.max(
                known,
                part.term().from() == Term.EVER
                        ? window.newestDay() - shape.lateness() - warmUpDays() + 1
                        : firstStep(part.term()));
        return part(part.term(), window, oldest, lastRead(window, oldest, known), last, oldest, last, NO_ORIGIN)
                .runs();
    }

    /**
     * The stretches of days that a term steps, broken where a gap is longer than the window, and the forecasts it owes.
     *
     * @param oldest the first day that may be stepped
     * @param lastRead the last day before it that has a reading; {@link #NEVER} if none is near enough
     * @param last the last day to be stepped
     * @param needed runs that end before this day are left out: nobody asks for them
     * @param firstOwed the first origin of which a forecast is owed
     * @param lastOwed the last one; before {@code firstOwed} where no forecast is owed
     */
    private Part part(
            Term term,
            SlidingWindow window,
            int oldest,
            long lastRead,
            int last,
            int needed,
            int firstOwed,
            int lastOwed) {
        List<Run> runs = List.of();
        List<Origin> origins = List.of();
        boolean running = false;
        boolean anew = false;
        int first = oldest;
        for (int day = oldest; day <= last; day++) {
            boolean read = window.isOrigin(day);
            boolean goesOn = day - lastRead <= shape.window();
            if (running && !goesOn) {
                runs = needed < day ? with(runs, new Run(first, day - 1, anew)) : runs;
                running = false;
            }
            if (!running && (read || goesOn)) {
                first = day;
                anew = !goesOn;
                running = true;
            }
            if (read) {
                lastRead = day;
                if (day >= firstOwed && day <= lastOwed) {
                    Origin origin = new Origin(day, window.revision(day), !goesOn && day > window.firstDay());
                    origins = with(origins, origin);
                }
            }
        }
        if (running && needed <= last) {
            runs = with(runs, new Run(first, last, anew));
        }
        return new Part(term, since(term), runs, origins);
    }

    /** The last day with a reading before {@code day}, if at most a window earlier. */
    private long lastRead(SlidingWindow window, int day) {
        return lastRead(window, day, day - shape.window());
    }

    /** The last day with a reading before {@code day}, if no earlier than {@code since} and at most a window earlier. */
    private long lastRead(SlidingWindow window, int day, int since) {
        for (int before = day - 1; before >= Math.max(since, day - shape.window()); before--) {
            if (window.isOrigin(before)) {
                return before;
            }
        }
        return NEVER;
    }

    /** A list of one element needs little memory, and most have one. */
    private static <T> List<T> with(List<T> some, T one) {
        if (some.isEmpty()) {
            return List.of(one);
        }
        List<T> more = some instanceof ArrayList ? some : new ArrayList<>(some);
        more.add(one);
        return more;
    }
}
