package io.undercurrent.sql;

import io.undercurrent.series.Anomaly;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Decimal;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.TargetScore;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.DataType;

/** The rows that DETECT_ANOMALIES returns: one for each value that a forecast was made for, and one for each rejected row of the table. */
final class SurpriseRows {

    static final DataType TYPE = DataTypes.ROW(
                    DataTypes.FIELD("on_day", DataTypes.DATE()),
                    DataTypes.FIELD("target", DataTypes.STRING()),
                    DataTypes.FIELD("actual", DataTypes.DOUBLE()),
                    DataTypes.FIELD("expected", DataTypes.DOUBLE()),
                    DataTypes.FIELD("probability", DataTypes.DOUBLE()),
                    DataTypes.FIELD("surprise", DataTypes.DOUBLE()),
                    DataTypes.FIELD("threshold", DataTypes.DOUBLE()),
                    DataTypes.FIELD("cause", DataTypes.STRING()),
                    DataTypes.FIELD("is_anomaly", DataTypes.BOOLEAN()),
                    DataTypes.FIELD("revision", DataTypes.INT()),
                    DataTypes.FIELD("model", DataTypes.STRING()),
                    DataTypes.FIELD("rejection", DataTypes.STRING()))
            .notNull()
            .bridgedTo(RowData.class);

    private static final int IS_ANOMALY = 8;
    private static final int COLUMNS = 12;

    private SurpriseRows() {}

    static void of(DayScore score, Consumer<RowData> out) {
        for (TargetScore target : score.targets()) {
            int newest = 0;
            while (!target.hasForecast(newest)) {
                newest++;
            }
            TargetScore.Surprise surprise = target.surprise();
            GenericRowData row = row(score.day(), target.target(), score.revision(), score.model());
            row.setField(2, target.actual());
            row.setField(3, target.forecast()[newest]);
            row.setField(4, number(surprise.probability()));
            row.setField(5, number(surprise.bits()));
            row.setField(6, number(surprise.threshold()));
            row.setField(7, surprise.causeLabel() == null ? null : StringData.fromString(surprise.causeLabel()));
            row.setField(IS_ANOMALY, surprise.isAnomaly());
            out.accept(row);
        }
    }

    /** Of a day whose anomalous value was taken back, without another one. */
    static RowData takenBack(Anomaly anomaly) {
        GenericRowData row = row(anomaly.day(), anomaly.target(), anomaly.revision(), anomaly.model());
        row.setField(IS_ANOMALY, false);
        return row;
    }

    /**
     * @param day of the row; null if it has none
     */
    static RowData of(LocalDate day, Rejection rejection) {
        GenericRowData row = new GenericRowData(COLUMNS);
        row.setField(0, day == null ? null : Math.toIntExact(day.toEpochDay()));
        row.setField(COLUMNS - 1, StringData.fromString(rejection.reason().code() + ": " + rejection.detail()));
        return row;
    }

    private static GenericRowData row(int day, String target, int revision, String model) {
        GenericRowData row = new GenericRowData(COLUMNS);
        row.setField(0, day);
        row.setField(1, StringData.fromString(target));
        row.setField(9, revision);
        row.setField(10, StringData.fromString(model));
        return row;
    }

    private static Double number(float value) {
        return Float.isNaN(value) ? null : (Double) Decimal.of(value);
    }
}
