package io.undercurrent.format.fields;

import java.util.Map;
import java.util.Optional;

/** The names that Kafka Connect and Debezium give to types, wherever a schema has them. */
public final class ConnectTypes {

    private static final String DECIMAL = "org.apache.kafka.connect.data.Decimal";

    private static final Map<String, String> DATE_FORMS = Map.of(
            "org.apache.kafka.connect.data.Date", DateReader.EPOCH_DAYS,
            "org.apache.kafka.connect.data.Timestamp", DateReader.EPOCH_MILLIS,
            "io.debezium.time.Date", DateReader.EPOCH_DAYS,
            "io.debezium.time.IsoDate", DateReader.ISO_DATE,
            // Of columns that know no zone, as if they were in UTC.
            "io.debezium.time.Timestamp", DateReader.LOCAL_MILLIS,
            "io.debezium.time.MicroTimestamp", DateReader.LOCAL_MICROS,
            "io.debezium.time.NanoTimestamp", DateReader.LOCAL_NANOS,
            "io.debezium.time.IsoTimestamp", DateReader.LOCAL_TIME,
            "io.debezium.time.ZonedTimestamp", DateReader.ISO_TIME);

    private ConnectTypes() {}

    /** The form of the dates of a type, by its name; empty where it has none. */
    public static Optional<String> dateForm(String type) {
        return Optional.ofNullable(DATE_FORMS.get(type));
    }

    /** Whether a type of this name is a decimal of a fixed scale, in bytes. */
    public static boolean isDecimal(String type) {
        return type.equals(DECIMAL);
    }
}
