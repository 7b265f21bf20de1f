package io.undercurrent.dashboard.feed;

import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.Traffic;
import io.undercurrent.format.ForecastParser;
import io.undercurrent.format.ReadingTime;
import io.undercurrent.series.Forecast;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Forecasts into the board. Each carries the time of the reading behind it, so that the delay between both can be told. */
final class ForecastsHandler implements RecordHandler {

    private final Board board;
    private final Traffic traffic;
    private final ForecastParser parser = new ForecastParser();
    private final List<Forecast> batch = new ArrayList<>();

    ForecastsHandler(Board board, Traffic traffic) {
        this.board = board;
        this.traffic = traffic;
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record, boolean live) {
        if (record.value() == null) {
            // A tombstone takes a series off a compacted topic; what the page has of it remains until it ends.
            return;
        }
        batch.add(parser.parse(record.value()));
        if (live) {
            traffic.forecastCame(System.currentTimeMillis() - readingTime(record));
        }
    }

    /** Releases before the header gave the message itself the time of the reading. */
    private static long readingTime(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(ReadingTime.HEADER);
        return header == null ? record.timestamp() : ReadingTime.parse(header.value());
    }

    @Override
    public void flush() {
        board.forecast(batch);
        batch.clear();
    }
}
