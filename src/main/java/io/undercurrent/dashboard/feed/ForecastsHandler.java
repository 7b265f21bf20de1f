package io.undercurrent.dashboard.feed;

import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.IssuedForecast;
import io.undercurrent.dashboard.state.traffic.Traffic;
import io.undercurrent.format.ReadingTime;
import io.undercurrent.format.result.FlatForecastParser;
import io.undercurrent.format.result.ForecastParser;
import io.undercurrent.format.result.row.RowPlace;
import io.undercurrent.format.result.row.RowText;
import io.undercurrent.series.Forecast;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Forecasts into the board, and how long they took. A forecast that carries its reading's time in the header {@code reading-time} has a
 * time of its own; one without it, as older releases write them, has the time of its reading, and is as late as it comes here.
 */
final class ForecastsHandler implements RecordHandler {

    private final Board board;
    private final Traffic traffic;
    private final ForecastParser parser = new ForecastParser();
    private final FlatForecastParser rows;
    private final List<IssuedForecast> batch = new ArrayList<>();

    /**
     * @param text what rows are as JSON
     */
    ForecastsHandler(Board board, Traffic traffic, RowText text) {
        this.board = board;
        this.traffic = traffic;
        rows = new FlatForecastParser(text);
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record, boolean live) {
        if (record.value() == null) {
            // A tombstone takes a series off a compacted topic; what the page has of it remains until it ends.
            return;
        }
        Optional<Forecast> forecast = parse(record);
        if (forecast.isEmpty()) {
            return;
        }
        Header header = record.headers().lastHeader(ReadingTime.HEADER);
        boolean dated = header != null && record.timestamp() >= 0;
        batch.add(new IssuedForecast(forecast.get(), dated ? record.timestamp() : IssuedForecast.UNKNOWN_TIME));
        if (live) {
            measure(record, header);
        }
    }

    /** None where it is a row, and not the last one of its forecast. */
    private Optional<Forecast> parse(ConsumerRecord<byte[], byte[]> record) {
        Header place = record.headers().lastHeader(RowPlace.HEADER);
        return place == null
                ? Optional.of(parser.parse(record.value()))
                : rows.add(record.value(), RowPlace.parse(place.value()));
    }

    private void measure(ConsumerRecord<byte[], byte[]> record, Header header) {
        if (header == null) {
            traffic.forecastCame(record.timestamp(), System.currentTimeMillis());
        } else {
            ReadingTime.parse(header.value()).ifPresent(read -> traffic.forecastCame(read, record.timestamp()));
        }
    }

    @Override
    public void flush() {
        board.forecast(batch);
        batch.clear();
    }
}
