#!/usr/bin/env bash
# Flink SQL's process table functions: with on_time, 2.2.1 hands over no row behind the watermark and says nothing; 2.3.0 does.
#
# One would expect: a function that declares no time attribute of its own sees each row of its table, late or not, as a
# KeyedProcessFunction does; on_time only says which column carries the time.
# What happens: the same program with the same rows gives three rows in 2.2.1 and four in 2.3.0. No error is
# raised for the fourth. Without on_time both hand over all four.
# Why it matters: a forecast, or a sum, by such a function lacks each late reading in one release and has it in the next.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > Late.java <<'JAVA'
import java.time.Instant;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.annotation.ArgumentHint;
import org.apache.flink.table.annotation.ArgumentTrait;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

public class Late {

    public static class Days extends ProcessTableFunction<Integer> {
        public void eval(@ArgumentHint(ArgumentTrait.SET_SEMANTIC_TABLE) Row data) {
            collect((Integer) data.getField("day"));
        }
    }

    public static void main(String[] arguments) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        DataStream<Row> rows = environment
                .fromData(Types.ROW_NAMED(new String[] {"store", "day", "at"}, Types.STRING, Types.INT, Types.INSTANT),
                        day(1), day(2), day(9), day(3))
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Row>forGenerator(context -> new WatermarkGenerator<>() {
                    @Override
                    public void onEvent(Row row, long time, WatermarkOutput output) {
                        output.emitWatermark(new Watermark(time));
                    }

                    @Override
                    public void onPeriodicEmit(WatermarkOutput output) {}
                }).withTimestampAssigner((row, before) -> ((Instant) row.getField("at")).toEpochMilli()));
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        tables.createTemporaryView("readings", rows, Schema.newBuilder()
                .column("store", DataTypes.STRING())
                .column("day", DataTypes.INT())
                .column("at", DataTypes.TIMESTAMP_LTZ(3))
                .watermark("at", "SOURCE_WATERMARK()")
                .build());
        tables.createTemporarySystemFunction("Days", Days.class);
        for (String time : new String[] {"", ", on_time => DESCRIPTOR(`at`)"}) {
            StringBuilder days = new StringBuilder();
            try (CloseableIterator<Row> results = tables.executeSql(
                    "SELECT EXPR$0 FROM Days(data => TABLE readings PARTITION BY store" + time + ", uid => 'days')").collect()) {
                results.forEachRemaining(row -> days.append(' ').append(row.getField(0)));
            }
            System.out.println((time.isEmpty() ? "without on_time:" : "with on_time:") + days);
        }
    }

    private static Row day(int day) {
        return Row.of("store-1", day, Instant.EPOCH.plusSeconds(86_400L * day));
    }
}
JAVA
for flink in 2.2.1 2.3.0; do
  mkdir "$flink"
  {
    echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><dependencies>'
    for artifact in flink-clients flink-table-api-java-bridge flink-table-planner-loader flink-table-runtime; do
      echo "<dependency><groupId>org.apache.flink</groupId><artifactId>$artifact</artifactId><version>$flink</version></dependency>"
    done
    echo '</dependencies></project>'
  } > "$flink/pom.xml"
  (
    cd "$flink"
    mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib
    javac -parameters -cp "lib/*" -d . ../Late.java
    java --add-opens java.base/java.util=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED -cp ".:lib/*" Late > out 2> log || { cat log; exit 1; }
  )
  sed "s/^/Flink $flink, /" "$flink/out"
done | tee seen
grep -qx 'Flink 2.2.1, without on_time: 1 2 9 3' seen
grep -qx 'Flink 2.2.1, with on_time: 1 2 9' seen
grep -qx 'Flink 2.3.0, without on_time: 1 2 9 3' seen
grep -qx 'Flink 2.3.0, with on_time: 1 2 9 3' seen
