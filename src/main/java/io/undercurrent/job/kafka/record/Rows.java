package io.undercurrent.job.kafka.record;

import io.undercurrent.format.result.row.RowTaker;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.util.Collector;

/** Rows of tables on their way to Kafka, each as the key of its series, the key of its message, its message, and its place
 * among the rows of one forecast or score. */
public final class Rows {

    public static final TypeInformation<Tuple4<byte[], byte[], byte[], byte[]>> TYPE = Types.TUPLE(
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
            PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private Rows() {}

    /** Hands on the rows of a series. */
    static RowTaker of(String key, Collector<Tuple4<byte[], byte[], byte[], byte[]>> out) {
        byte[] series = key.getBytes(StandardCharsets.UTF_8);
        return (rowKey, value, place) -> out.collect(Tuple4.of(series, rowKey, value, place.write()));
    }
}
