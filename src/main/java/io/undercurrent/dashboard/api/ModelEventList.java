package io.undercurrent.dashboard.api;

import io.undercurrent.dashboard.api.form.Answer;
import io.undercurrent.dashboard.api.form.Parameters;
import io.undercurrent.dashboard.api.form.Table;
import io.undercurrent.dashboard.state.model.ModelNews;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code /api/models/events}: what became of the models that jobs were given, and how their shadows do. */
final class ModelEventList {

    private static final List<String> HEADER = List.of(
            "what",
            "when",
            "job",
            "model",
            "role",
            "from",
            "share",
            "why",
            "live",
            "days",
            "series",
            "gain",
            "standard_error");

    private final ModelNews news;

    ModelEventList(ModelNews news) {
        this.news = news;
    }

    /** All events that are kept, the newest first. */
    record Events(List<Event> events) {}

    /**
     * One event.
     *
     * @param what such as {@code accepted}
     * @param job its consumer group
     * @param role of the model when the job saw it first
     * @param from the first day that it forecasts from; null for the model that a job was started with
     * @param share of the series
     * @param why the reason; empty where none is needed
     * @param figures how a shadow did; null in other events
     */
    record Event(
            String what,
            String when,
            String job,
            String model,
            String role,
            String from,
            double share,
            String why,
            Figures figures) {

        static Event of(ModelEvent event) {
            ModelEntry entry = event.entry();
            return new Event(
                    event.what().label(),
                    event.when().toString(),
                    event.job(),
                    entry.model(),
                    entry.role().label(),
                    entry.from() == ModelEntry.EVER ? null : Days.date(entry.from()),
                    entry.share(),
                    event.why(),
                    event.figures().map(Figures::of).orElse(null));
        }
    }

    /**
     * How a shadow did.
     *
     * @param live the model that it was compared with
     * @param until the last day that counts
     * @param gain by how much its pinball loss is lower, as share of the live model's; null where it is not known
     * @param standardError of the gain; null where the days are too few
     */
    record Figures(String live, String until, int days, long series, Double gain, Double standardError) {

        static Figures of(ModelFigures figures) {
            return new Figures(
                    figures.live(),
                    Days.date(figures.until()),
                    figures.days(),
                    figures.series(),
                    known(figures.gain()),
                    known(figures.standardError()));
        }

        private static Double known(double number) {
            return Double.isFinite(number) ? number : null;
        }
    }

    Answer answer(Parameters given) {
        given.only();
        List<Event> events = Stream.concat(news.changes().stream(), news.comparisons().stream())
                .sorted(Comparator.comparing(ModelEvent::when).reversed())
                .map(Event::of)
                .toList();
        return new Answer(new Events(events), table(events));
    }

    private static Table table(List<Event> events) {
        List<List<Object>> rows = new ArrayList<>();
        for (Event event : events) {
            List<Object> row =
                    new ArrayList<>(List.of(event.what(), event.when(), event.job(), event.model(), event.role()));
            row.add(event.from());
            row.add(event.share());
            row.add(event.why());
            Figures figures = event.figures();
            row.add(figures == null ? null : figures.live());
            row.add(figures == null ? null : figures.days());
            row.add(figures == null ? null : figures.series());
            row.add(figures == null ? null : figures.gain());
            row.add(figures == null ? null : figures.standardError());
            rows.add(row);
        }
        return new Table(HEADER, rows);
    }
}
