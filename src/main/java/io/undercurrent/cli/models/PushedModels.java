package io.undercurrent.cli.models;

import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.format.models.Watch;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.stream.SharedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which model forecasts, and the next one. */
public final class PushedModels {

    private final ModelLog log;

    public PushedModels(ModelLog log) {
        this.log = log;
    }

    /** What is live: as pushed, or else the model that a job was started with; none where jobs refused it. */
    public Optional<ModelEntry> live() {
        List<ModelEvent> events = log.events();
        ModelEntry live = log.entries().get(ModelRole.LIVE);
        if (live == null) {
            return events.stream()
                    .filter(event -> event.what() == ModelEvent.What.STARTED)
                    .reduce((earlier, later) -> later)
                    .map(ModelEvent::entry);
        }
        return Verdicts.of(live, events).areRefusals() ? Optional.empty() : Optional.of(live);
    }

    /**
     * Reads the file of an entry.
     *
     * @throws IllegalStateException if it is another than the one that was pushed
     */
    public static ForecastModel read(ModelEntry entry) throws IOException {
        ForecastModel model = SharedModel.read(entry.uri()).get();
        if (!model.checksum().equals(entry.checksum())) {
            throw new IllegalStateException("the file of the " + entry.role().label() + " model, " + entry.uri()
                    + ", has changed since it was pushed: expected sha256 " + entry.checksum() + ", but got "
                    + model.checksum());
        }
        return model;
    }

    /**
     * Makes a model the shadow of the live one, in place of the shadow before.
     *
     * @param uri of its file, as the machines of the job reach it
     * @param from the first day that it forecasts from, counted from 1970-01-01
     * @param out receives a line that says so
     */
    public void pushShadow(ForecastModel model, String uri, int from, Instant now, Watch watch, PrintWriter out) {
        ModelEntry entry = new ModelEntry(ModelRole.SHADOW, model.id(), uri, model.checksum(), from, now, watch);
        log.push(List.of(entry));
        out.println(entry.model() + " is to forecast beside the live model from " + LocalDate.ofEpochDay(from)
                + " on. 'undercurrent models list' shows whether the job has taken it.");
        out.flush();
    }

    /** Makes the topics of models that are missing. */
    public void create(PrintWriter err) {
        log.create(line -> {
            err.println(line);
            err.flush();
        });
    }

    /**
     * Makes a model the live one, and the one before it the previous one.
     *
     * @param uri of its file, as the machines of the job reach it
     * @param from the first day that it forecasts from, counted from 1970-01-01
     * @param out receives a line that says so
     */
    public void push(ForecastModel model, String uri, int from, Instant now, PrintWriter out) {
        push(model, uri, from, now, new RollbackOptions(), out);
    }

    /** The same, with the model before watched where the options say so. */
    void push(ForecastModel model, String uri, int from, Instant now, RollbackOptions rollback, PrintWriter out) {
        ModelEntry entry = new ModelEntry(ModelRole.LIVE, model.id(), uri, model.checksum(), from, now);
        Optional<ModelEntry> before = live();
        List<ModelEntry> entries = new ArrayList<>(entry.inPlaceOf(before, from, now));
        List<ModelEntry> watched = rollback.watched(before, model, from, now);
        if (watched.isEmpty()) {
            Optional.ofNullable(log.entries().get(ModelRole.SHADOW))
                    .filter(shadow -> shadow.share() > 0 && shadow.checksum().equals(entry.checksum()))
                    .map(shadow -> shadow.withoutSeries(from, now))
                    .ifPresent(entries::add);
        }
        entries.addAll(watched);
        log.push(entries);
        out.println(entry.model() + " is to forecast from " + LocalDate.ofEpochDay(from)
                + " on. 'undercurrent models list' shows whether the job has taken it.");
        out.flush();
    }
}
