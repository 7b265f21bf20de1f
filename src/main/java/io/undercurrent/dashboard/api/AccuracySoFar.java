package io.undercurrent.dashboard.api;

import io.undercurrent.dashboard.api.form.Answer;
import io.undercurrent.dashboard.api.form.Parameters;
import io.undercurrent.dashboard.api.form.Table;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.ScoreTotals;
import java.util.ArrayList;
import java.util.List;

/** {@code /api/accuracy}: how good the forecasts of all series were, by lead time. */
final class AccuracySoFar {

    private final Board board;
    private final Targets targets;

    AccuracySoFar(Board board) {
        this.board = board;
        this.targets = new Targets(board);
    }

    /** All targets asked for. */
    record Accuracy(List<OfTarget> targets) {}

    /** One target. */
    record OfTarget(String target, List<Lead> leads) {}

    /**
     * One lead time.
     *
     * @param lead days between the origin and the day that was forecast, from 1 on
     */
    record Lead(int lead, Scores scores) {}

    Answer answer(Parameters given) {
        Accuracy body = new Accuracy(
                targets.allOf(given.only("target")).stream().map(this::ofTarget).toList());
        return new Answer(body, table(body));
    }

    private OfTarget ofTarget(String target) {
        List<Lead> leads = new ArrayList<>();
        for (ScoreTotals totals : board.accuracy(target)) {
            leads.add(new Lead(leads.size() + 1, Scores.of(totals)));
        }
        return new OfTarget(target, leads);
    }

    private static Table table(Accuracy body) {
        List<Double> intervals = Scores.intervals(
                body.targets().stream().flatMap(one -> one.leads().stream()).map(Lead::scores));
        List<String> header = new ArrayList<>(List.of("target", "lead"));
        header.addAll(Scores.header(intervals));
        List<List<Object>> rows = new ArrayList<>();
        for (OfTarget target : body.targets()) {
            for (Lead lead : target.leads()) {
                List<Object> row = new ArrayList<>(List.of(target.target(), lead.lead()));
                row.addAll(lead.scores().cells(intervals));
                rows.add(row);
            }
        }
        return new Table(header, rows);
    }
}
