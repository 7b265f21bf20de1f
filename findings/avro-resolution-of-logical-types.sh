#!/usr/bin/env bash
# Avro for Java: a reader whose schema has another scale of a decimal than the writer's, or an instant for a date, gets other values.
#
# One would expect: the specification lets two decimals match only if their scales and precisions are equal, and knows no way from a date to an
# instant. A check of compatibility refuses such a change of schema, and a reader refuses the data.
# What happens: both look at the types beneath alone. 2 and 3 digits behind the point are COMPATIBLE, and a price of 318.50 is read as 31.850. 30 March
# 2025, a date, is read as an instant 20 seconds after the beginning of 1970. Milliseconds read as microseconds lie in January of 1970.
# Why it matters: schema registries let a schema pass by this check. A producer that needs one digit more gets its new schema accepted, and who reads
# with one schema what was written with the other has prices that are ten times too small or too large.
set -euo pipefail

avro=1.12.2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.avro</groupId><artifactId>avro</artifactId><version>$avro</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib

cat > Resolution.java <<'JAVA'
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

public class Resolution {
    private static final GenericData DATA = new GenericData();

    public static void main(String[] args) throws Exception {
        DATA.addLogicalTypeConversion(new Conversions.DecimalConversion());
        DATA.addLogicalTypeConversion(new TimeConversions.DateConversion());
        DATA.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        DATA.addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
        Schema two = row(LogicalTypes.decimal(10, 2), Schema.Type.BYTES);
        Schema three = row(LogicalTypes.decimal(10, 3), Schema.Type.BYTES);
        Schema date = row(LogicalTypes.date(), Schema.Type.INT);
        Schema millis = row(LogicalTypes.timestampMillis(), Schema.Type.LONG);
        Schema micros = row(LogicalTypes.timestampMicros(), Schema.Type.LONG);
        read("decimal of 2 as one of 3", new BigDecimal("318.50"), two, three);
        read("decimal of 3 as one of 2", new BigDecimal("318.500"), three, two);
        read("date as an instant", LocalDate.parse("2025-03-30"), date, millis);
        read("milliseconds as microseconds", Instant.parse("2025-03-30T00:00:00Z"), millis, micros);
    }

    private static Schema row(LogicalType logical, Schema.Type type) {
        Schema field = logical.addToSchema(Schema.create(type));
        return Schema.createRecord("Row", null, "shop", false, java.util.List.of(new Schema.Field("value", field)));
    }

    private static void read(String name, Object value, Schema writer, Schema reader) throws Exception {
        GenericRecord row = new GenericData.Record(writer);
        row.put("value", value);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(writer, DATA).write(row, encoder);
        encoder.flush();
        GenericRecord read = new GenericDatumReader<GenericRecord>(writer, reader, DATA)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
        System.out.println(name + ": "
                + SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType() + ", " + value
                + " is read as " + read.get("value"));
    }
}
JAVA

cat > expected <<'OUT'
decimal of 2 as one of 3: COMPATIBLE, 318.50 is read as 31.850
decimal of 3 as one of 2: COMPATIBLE, 318.500 is read as 3185.00
date as an instant: COMPATIBLE, 2025-03-30 is read as 1970-01-01T00:00:20.177Z
milliseconds as microseconds: COMPATIBLE, 2025-03-30T00:00:00Z is read as 1970-01-21T04:14:52.800Z
OUT

echo "avro $avro"
java -cp 'lib/*' Resolution.java 2> log | tee seen || { cat log; exit 1; }
diff expected seen
