package io.undercurrent.dashboard.feed;

import io.undercurrent.dashboard.state.Board;
import io.undercurrent.format.ReadingParser;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Readings into the board. Which of their values matter is known from forecasts; each target that becomes known makes the topic be
 * read again. What is no reading is none of this page's business: the job has its reasons on the rejected topic.
 */
final class ReadingsHandler implements RecordHandler {

    private final Board board;
    private final List<Reading> batch = new ArrayList<>();
    private List<String> targets = List.of();
    private ReadingParser parser;

    ReadingsHandler(Board board) {
        this.board = board;
    }

    @Override
    public int epoch() {
        List<String> known = board.targets();
        if (known.size() != targets.size()) {
            targets = known;
            parser = new ReadingParser(new Columns(known, List.of()));
        }
        return known.size();
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record, boolean live) {
        if (parser.parse(record.value()) instanceof ReadingParser.Accepted accepted) {
            batch.add(accepted.reading());
        }
    }

    @Override
    public void flush() {
        board.read(batch);
        batch.clear();
    }
}
