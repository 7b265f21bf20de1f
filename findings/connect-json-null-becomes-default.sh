#!/usr/bin/env bash
# What Kafka Connect's JsonConverter makes of a null in an optional field that has a default.
#
# One would expect:  null stays null. The schema says that the field may be null, and the record says that it is.
# What happens:      the converter writes the default, unless replace.null.with.default=false is set. Struct.get of the same record
#                    gives the default as well; only Struct.getWithoutDefault tells the truth.
# Why it matters:    a source connector that reads "not measured" from a column with a default of 0 publishes a measured 0. No reader
#                    of the topic can tell the two apart any more; a forecast learns from days that never were.
set -euo pipefail

version=4.2.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>connect-json</artifactId>
      <version>$version</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib

cat > Null.java <<'JAVA'
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.apache.kafka.connect.data.*;
import org.apache.kafka.connect.json.JsonConverter;

public class Null {
    public static void main(String[] args) {
        Schema sales = SchemaBuilder.float64().optional().defaultValue(0.0).build();
        Schema schema = SchemaBuilder.struct().field("key", Schema.STRING_SCHEMA).field("sales", sales).build();
        Struct row = new Struct(schema).put("key", "store-17").put("sales", null);
        for (String replace : new String[] {"", "true", "false"}) {
            JsonConverter converter = new JsonConverter();
            converter.configure(
                    replace.isEmpty()
                            ? Map.of("schemas.enable", false)
                            : Map.of("schemas.enable", false, "replace.null.with.default", replace),
                    false);
            String json = new String(converter.fromConnectData("readings", schema, row), UTF_8);
            System.out.println("replace.null.with.default=" + (replace.isEmpty() ? "(not set)" : replace) + ": " + json);
        }
        System.out.println("get: " + row.get("sales") + ", getWithoutDefault: " + row.getWithoutDefault("sales"));
    }
}
JAVA
output=$(java -cp "lib/*" Null.java 2> errors.txt) || { cat errors.txt; exit 1; }

echo "connect-json $version, $(java -version 2>&1 | head -1)"
echo "$output"
expected='replace.null.with.default=(not set): {"key":"store-17","sales":0.0}
replace.null.with.default=true: {"key":"store-17","sales":0.0}
replace.null.with.default=false: {"key":"store-17","sales":null}
get: 0.0, getWithoutDefault: null'
if [ "$output" != "$expected" ]; then
  echo "The behaviour has changed; it was:"
  echo "$expected"
  exit 1
fi
