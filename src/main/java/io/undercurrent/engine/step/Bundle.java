package io.undercurrent.engine.step;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.Speaker;
import io.undercurrent.engine.window.StepPlanner;
import io.undercurrent.engine.window.Term;
import io.undercurrent.engine.window.UnfitStateException;
import io.undercurrent.engine.window.WindowUpdate.Changed;
import io.undercurrent.engine.window.WindowUpdate.Origin;
import io.undercurrent.engine.window.WindowUpdate.Part;
import io.undercurrent.engine.window.WindowUpdate.Run;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.kind.StaticTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The updates of many series that are stepped together.
 *
 * <p>An update is taken in completely when it comes: its days and its origins are encoded, so that the window may change
 * afterwards, and the {@link SeriesStates} of its series already hold a place for the state after each of these days,
 * to be filled by {@link #run}. Steps of one series depend on each other: the first wave has the first step of each series.
 * Forecasts are read off when all states are there.
 *
 * <p>Series may be at different models, and one series at two: each model has a {@link ModelPass}. A series that has states, but none
 * of a model that it needs, is warmed up for it from its window. A shadow is one model more, whose forecasts are kept apart.
 *
 * <p>Buffers are reused from bundle to bundle. Not thread-safe.
 */
public final class Bundle implements AutoCloseable {

    /** Bundles after which a model that was not needed gives its memory back. */
    private static final int PATIENCE = 1000;

    private final ForecastModel own;
    private final Function<String, ForecastModel> others;
    private final StepPlanner planner;
    private final int rows;
    private final StaticTable statics;
    private final String backend;
    /** By the checksum of the model in a term. */
    private final Map<String, ModelPass> passes = new HashMap<>();

    private final SharedEncodings encodings = new SharedEncodings();
    private final Map<Term, StateOwner> owners = new HashMap<>();
    private final Map<String, SeriesStates> members = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private String earlier;
    private int updates;
    private long stepNanos;

    /** Receives the results of a bundle's updates, in the order of the updates. */
    public interface Receiver {
        /**
         * @param timestamp of the record of the window's update, null where it has none
         */
        void receive(ForecastUpdate.Made update, Long timestamp);
    }

    /**
     * A bundle for a job that has one model.
     *
     * @param rows updates that the bundle is to take
     */
    public Bundle(ForecastModel model, StepPlanner planner, int rows) {
        this(
                model,
                checksum -> {
                    throw new IllegalStateException("model " + checksum + ": expected no other than " + model.id());
                },
                planner,
                rows,
                StaticTable.NONE);
    }

    /**
     * @param own the model that the job was started with
     * @param others gives the model whose file has a checksum
     * @param planner of the job's windows
     * @param rows updates that the bundle is to take
     * @param statics what stays the same about each series
     */
    public Bundle(
            ForecastModel own,
            Function<String, ForecastModel> others,
            StepPlanner planner,
            int rows,
            StaticTable statics) {
        this.own = own;
        this.others = others;
        this.planner = planner;
        this.rows = rows;
        this.statics = statics;
        earlier = own.id();
        backend = pass(Term.OWN).backend();
    }

    private ModelPass pass(Term term) {
        return passes.computeIfAbsent(term.model(), checksum -> new ModelPass(model(term), rows, encodings, statics));
    }

    private ModelPass passOf(Term term) {
        ModelPass known = passes.get(term.model());
        return known == null ? pass(term) : known;
    }

    private ForecastModel model(Term term) {
        return term.from() == Term.EVER ? own : others.apply(term.model());
    }

    private StateOwner owner(Term term) {
        StateOwner known = owners.get(term);
        if (known == null) {
            String checksum = term.from() == Term.EVER ? own.checksum() : term.model();
            known = StateOwner.of(checksum, term.from());
            owners.put(term, known);
        }
        return known;
    }

    /**
     * Says whose the states and forecasts are that an earlier release kept without a name: the own model's if nobody says so.
     *
     * @param model its name
     */
    public void setEarlier(String model) {
        earlier = model;
    }

    /** The back end that runs the network. */
    public String backend() {
        return backend;
    }

    /** Number of updates taken in. */
    public int size() {
        return updates;
    }

    /** Whether the number of updates or of forecasts has reached the bundle's number of rows. */
    public boolean isFull() {
        if (updates == rows) {
            return true;
        }
        for (ModelPass pass : passes.values()) {
            if (pass.forecasts() >= rows) {
                return true;
            }
        }
        return false;
    }

    /** Whether a series already has updates here, whose states are therefore known. */
    public boolean contains(String key) {
        return members.containsKey(key);
    }

    /** Lets a series take part with the states that it has so far; they belong to the bundle until it has run. */
    public void join(String key, SeriesStates states) {
        if (earlier.equals(own.id())) {
            states.nameUnnamed(owner(Term.OWN));
        }
        members.put(key, states);
    }

    /** The series of this bundle. */
    public Iterable<String> keys() {
        return members.keySet();
    }

    public SeriesStates states(String key) {
        return members.get(key);
    }

    /**
     * Adds an update of a series that has joined.
     *
     * @param timestamp of its record, null where it has none
     * @throws UnfitStateException if the states lack the one that the steps start from
     */
    public void add(Changed update, Long timestamp) {
        if (isFull()) {
            throw new IllegalStateException("a bundle of " + updates + " updates is full: run it first");
        }
        SeriesStates states = members.get(update.key());
        update.window().ofSeries(update.key());
        int owed = owed(update.parts());
        int owedByShadows = owed(update.shadows());
        Request request = owed + owedByShadows == 0 ? null : new Request(update, timestamp, owed, owedByShadows);
        boolean begun = states.size() > 0;
        encodings.begin(update.parts().size() + update.shadows().size() > 1);
        int next = 0;
        for (Part part : update.parts()) {
            add(update, part, states, begun, request, next);
            next += part.origins().size();
        }
        for (Part part : update.shadows()) {
            add(update, part, states, true, request, next);
            for (Origin origin : part.origins()) {
                request.putBeside(next++ - owed, speakerFrom(origin.day(), update.parts()));
            }
        }
        if (states.size() > 1
                && states.retain(owners(update))
                && update.shadows().stream().noneMatch(part -> hasBegun(part, update))) {
            request = request == null ? new Request(update, timestamp, 0, 0) : request;
            request.endShadow();
        }
        if (request != null) {
            requests.add(request);
        }
        updates++;
    }

    private static boolean hasBegun(Part part, Changed update) {
        return part.term().from() <= update.window().newestDay();
    }

    private static int owed(List<Part> parts) {
        int owed = 0;
        for (Part part : parts) {
            owed += part.origins().size();
        }
        return owed;
    }

    private List<StateOwner> owners(Changed update) {
        return Stream.concat(update.parts().stream(), update.shadows().stream())
                .map(part -> owner(part.term()))
                .toList();
    }

    /** Who forecasts from a day, among parts in the order of their days. */
    private Speaker speakerFrom(int day, List<Part> parts) {
        int position = parts.size() - 1;
        while (parts.get(position).term().from() > day) {
            position--;
        }
        return passOf(parts.get(position).term()).speaker();
    }

    /**
     * @param begun whether the series has had states before
     */
    private void add(Changed update, Part part, SeriesStates states, boolean begun, Request request, int next) {
        StateOwner owner = owner(part.term());
        StateHistory history = states.of(owner);
        boolean lost = history == null && !begun;
        if (history == null) {
            history = new StateHistory();
        }
        history.dropFrom(update.changedFrom());
        if (!part.runs().isEmpty()) {
            List<Origin> origins = part.origins();
            int needed = origins.isEmpty()
                    ? update.changedFrom()
                    : Math.min(update.changedFrom(), origins.get(0).day());
            List<Run> runs = part.runs();
            if (!ModelPass.isReached(runs, needed, planner.firstStep(part.term()), history)) {
                if (lost) {
                    throw new UnfitStateException(
                            "state of series '" + update.key() + "': expected one of a day before "
                                    + Math.max(needed, runs.get(0).firstDay())
                                    + ", but there is none: was only a part of the job's state restored?");
                }
                history.dropFrom(Term.EVER);
                runs = planner.warmUp(update.window(), part);
            }
            passOf(part.term()).add(update, part, runs, needed, history, request, next);
        }
        history.thin(update.openFrom());
        if (history.size() > 0 && states.of(owner) == null) {
            states.add(owner, history);
        }
    }

    /**
     * Makes all steps and all forecasts. Afterwards the states are whole; {@link #clear} makes room for what follows.
     */
    public void run(Receiver receiver) {
        long start = System.nanoTime();
        passes.values().forEach(ModelPass::runSteps);
        stepNanos = System.nanoTime() - start;
        passes.values().forEach(ModelPass::runForecasts);
        for (Request request : requests) {
            request.answer(earlier, receiver);
        }
    }

    /** Days of series that the networks are stepped over. */
    public int steps() {
        int count = 0;
        for (ModelPass pass : passes.values()) {
            count += pass.steps();
        }
        return count;
    }

    /** Nanoseconds that the steps of the last run took. */
    public long stepNanos() {
        return stepNanos;
    }

    /** Empties the bundle. */
    public void clear() {
        passes.values().removeIf(pass -> {
            boolean over = pass.clear() > PATIENCE;
            if (over) {
                pass.close();
            }
            return over;
        });
        members.values().forEach(SeriesStates::endWaves);
        members.clear();
        requests.clear();
        updates = 0;
    }

    @Override
    public void close() {
        passes.values().forEach(ModelPass::close);
    }
}
