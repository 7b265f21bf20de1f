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
import io.undercurrent.stream.state.StateOrigin;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.inference.StateTypeStrategy;
import org.apache.flink.table.types.inference.TypeStrategies;
import org.apache.flink.types.Row;

/** The rows of a table as readings, with the state of each series. */
final class SeriesRows implements AutoCloseable {

    /** The column of the state of an earlier build. */
    private static final String BYTES = "bytes";

    /** The one key in the map of a series. */
    private static final Integer ONLY = 0;

    private final ForecastCall call;
    private final ForecastModel model;
    private final SeriesEngine<ParsedReading> engine;
    private final StateOrigin origin;

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

    /**
     * @param scoring whether the function returns the scores of days
     */
    SeriesRows(ForecastCall call, boolean scoring) {
        this.call = call;
        model = call.model().get();
        engine = new SeriesEngine<>(model, call.limits(), call.calibration(), scoring);
        origin = new StateOrigin(model.id(), model.contract(call.lateness()));
    }

    /**
     * What a function keeps of each series, by the names in savepoints. A view of a map may hold objects as they are, where Flink converts
     * and compares other state with each row. An earlier build kept bytes.
     */
    static LinkedHashMap<String, StateTypeStrategy> stateTypes() {
        LinkedHashMap<String, StateTypeStrategy> state = new LinkedHashMap<>();
        state.put("series", stateType(DataTypes.ROW(DataTypes.FIELD(BYTES, DataTypes.BYTES()))));
        state.put(
                "state",
                stateType(MapView.newMapViewDataType(
                        DataTypes.INT().notNull(), DataTypes.RAW(StoredSeries.class, SeriesSerializer.INSTANCE))));
        return state;
    }

    /** Of state that lives for ever, whatever a session says: series are never forgotten. */
    private static StateTypeStrategy stateType(DataType type) {
        return StateTypeStrategy.of(TypeStrategies.explicit(type), Duration.ZERO);
    }

    /**
     * Processes a row of a series.
     *
     * @param earlier state of the series, as an earlier build left it
     * @param stored state of the series
     * @param data the row
     * @throws IllegalStateException if the state is of another contract, or of another model and an earlier release
     * @throws IOException if a later release wrote the state
     * @throws Exception if Flink cannot reach the state
     */
    void accept(Row earlier, MapView<?, ?> stored, Row data, Receiver receiver) throws Exception {
        String key = call.key(data);
        LocalDate day = call.day(data);
        if (call.isOfNoSeries(data)) {
            receiver.refuse(
                    day,
                    new Rejection(Reason.MISSING_KEY, "PARTITION BY: expected the name of the series, but got NULL"));
            return;
        }
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
        MapView<Integer, StoredSeries> map = typed(stored);
        SeriesState<ParsedReading> state = state(key, earlier, map);
        Reading reading = new Reading(key, number, values);
        engine.accept(new ParsedReading(reading, SourceRecord.none(SourceRecord.NO_TIMESTAMP)), state, receiver);
        map.put(ONLY, new StoredSeries(origin, state));
        earlier.setField(BYTES, null);
    }

    /** The types of the map are those of {@link #stateTypes}; signatures that are public do not tell them. */
    @SuppressWarnings("unchecked")
    private static MapView<Integer, StoredSeries> typed(MapView<?, ?> stored) {
        return (MapView<Integer, StoredSeries>) stored;
    }

    private SeriesState<ParsedReading> state(String key, Row earlier, MapView<Integer, StoredSeries> stored)
            throws Exception {
        byte[] first = (byte[]) earlier.getField(BYTES);
        StoredSeries series = first == null ? stored.get(ONLY) : SeriesBytes.readFirst(key, first);
        if (series == null) {
            return new SeriesState<>(key);
        }
        if (!series.origin().equals(origin)) {
            series.refusal(origin).ifPresent(SeriesRows::refuse);
        }
        return series.state();
    }

    private static void refuse(String reason) {
        throw new IllegalStateException(
                "model: " + reason + ". Start the query without its old state, or with the arguments that it had");
    }

    @Override
    public void close() {
        engine.close();
    }
}
