package io.undercurrent.dashboard.feed;

import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.ScoredDay;
import io.undercurrent.format.result.FlatScoreParser;
import io.undercurrent.format.result.ScoreParser;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.format.result.row.RowText;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.TargetScore;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Adds scores to the board, reduced to what their sums need. Scores of days that the model was trained on are left out,
 * because they say little about future days.
 */
final class ScoresHandler implements RecordHandler {

    private final Board board;
    private final ScoreParser parser = new ScoreParser();
    private final FlatScoreParser rows;

    /**
     * @param text what rows are as JSON
     */
    ScoresHandler(Board board, RowText text) {
        this.board = board;
        rows = new FlatScoreParser(text);
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record, boolean live) {
        if (record.value() == null) {
            return;
        }
        parse(record).filter(score -> !score.inSample()).ifPresent(this::take);
    }

    /** None where it is a row, and not the last one of its score. */
    private Optional<DayScore> parse(ConsumerRecord<byte[], byte[]> record) {
        Header place = record.headers().lastHeader(RowPlace.HEADER);
        return place == null
                ? Optional.of(parser.parse(record.value()))
                : rows.add(record.value(), RowPlace.parse(place.value()));
    }

    private void take(DayScore score) {
        for (TargetScore target : score.targets()) {
            board.scored(score.key(), target.target(), scoredDay(score, target));
        }
    }

    private static ScoredDay scoredDay(DayScore score, TargetScore target) {
        int leads = target.leads();
        float[] model = new float[leads];
        float[] baseline = new float[leads];
        for (int lead = 0; lead < leads; lead++) {
            model[lead] = target.scaledError(lead);
            baseline[lead] = target.baselineScaledError(lead);
        }
        List<TargetScore.Inside> intervals = target.inside();
        double[] levels = new double[intervals.size()];
        byte[][] inside = new byte[levels.length][leads];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = intervals.get(i).level();
            for (int lead = 0; lead < leads; lead++) {
                boolean hit = intervals.get(i).hits()[lead];
                inside[i][lead] = (byte) (!target.hasForecast(lead) ? -1 : hit ? 1 : 0);
            }
        }
        return new ScoredDay(score.day(), score.revision(), model, baseline, levels, inside);
    }
}
