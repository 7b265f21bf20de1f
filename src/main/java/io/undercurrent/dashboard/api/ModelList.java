package io.undercurrent.dashboard.api;

import io.undercurrent.dashboard.api.form.Answer;
import io.undercurrent.dashboard.api.form.Parameters;
import io.undercurrent.dashboard.api.form.Table;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.ModelUse;
import java.util.ArrayList;
import java.util.List;

/** {@code /api/models}: which models made the forecasts, since when, and for how many series. */
final class ModelList {

    private final Board board;

    ModelList(Board board) {
        this.board = board;
    }

    /** All models, the one heard last first. */
    record Models(List<Model> models) {}

    /**
     * One model, as the field {@code model} of forecasts names it.
     *
     * @param since when it wrote the first forecast that was read; null where none says
     * @param last when it wrote the newest
     * @param firstOrigin the oldest origin of its forecasts
     * @param lastOrigin the newest
     * @param series those of which the newest forecast is its own
     * @param targets of these forecasts
     */
    record Model(
            String model,
            String since,
            String last,
            String firstOrigin,
            String lastOrigin,
            int series,
            List<String> targets) {}

    Answer answer(Parameters given) {
        given.only();
        List<Model> models = board.models().stream().map(ModelList::model).toList();
        return new Answer(new Models(models), table(models));
    }

    private static Model model(ModelUse use) {
        return new Model(
                use.model(),
                Days.time(use.firstIssued()),
                Days.time(use.lastIssued()),
                Days.date(use.firstOrigin()),
                Days.date(use.lastOrigin()),
                use.series(),
                use.targets().stream().sorted().toList());
    }

    private static Table table(List<Model> models) {
        List<List<Object>> rows = new ArrayList<>();
        for (Model model : models) {
            List<Object> row = new ArrayList<>();
            row.add(model.model());
            row.add(model.since());
            row.add(model.last());
            row.add(model.firstOrigin());
            row.add(model.lastOrigin());
            row.add(model.series());
            row.add(String.join(" ", model.targets()));
            rows.add(row);
        }
        return new Table(List.of("model", "since", "last", "first_origin", "last_origin", "series", "targets"), rows);
    }
}
