package io.undercurrent.sql;

import io.undercurrent.engine.SeriesEngine;
import io.undercurrent.engine.SeriesReceiver;
import io.undercurrent.engine.SeriesState;
import io.undercurrent.format.ReadingRules;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.SourceRecord;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.flink.types.Row;

/** The rows of a table as readings, with the state of each series in a row of bytes. */
final class SeriesRows implements AutoCloseable {

    /** The column of the state. */
    static final String BYTES = "bytes";

    private final ForecastCall call;
    private final ForecastModel model;
    private final SeriesEngine<ParsedReading> engine;
    private final SeriesBytes bytes;

    /** Receives the results of rows. */
    interface Receiver extends SeriesReceiver<ParsedReading> {

        /**
         * A row cannot be used.
         *
         * @param day of the row; null if it has none
         */
        void refuse(LocalDate day, Rejection rejection);

        @Override
        default void reject(ParsedReading message, Rejection rejection) {
            refuse(message.reading().date(), rejection);
        }
    }

    SeriesRows(ForecastCall call) {
        this.call = call;
        model = call.model().get();
        engine = new SeriesEngine<>(model, call.limits(), call.calibration());
        bytes = new SeriesBytes(model.contract(call.lateness()), model.id());
    }

    /**
     * Processes a row of a series.
     *
     * @param series state of the series
     * @param data the row
     */
    void accept(Row series, Row data, Receiver receiver) throws IOException {
        String key = call.key(data);
        LocalDate day = call.day(data);
        if (day == null) {
            receiver.refuse(null, new Rejection(Reason.MISSING_DATE, "on_day: expected a date, but got NULL"));
            return;
        }
        double[] values = call.values(data);
        int number = Math.toIntExact(day.toEpochDay());
        Optional<Rejection> refusal =
                ReadingRules.refusal(key, number, values, model.columns().names());
        if (refusal.isPresent()) {
            receiver.refuse(day, refusal.get());
            return;
        }
        byte[] before = (byte[]) series.getField(BYTES);
        SeriesState<ParsedReading> state = before == null ? new SeriesState<>(key) : bytes.read(key, before);
        Reading reading = new Reading(key, number, values);
        engine.accept(new ParsedReading(reading, SourceRecord.none(SourceRecord.NO_TIMESTAMP)), state, receiver);
        series.setField(BYTES, bytes.write(state));
    }

    @Override
    public void close() {
        engine.close();
    }
}
