#!/usr/bin/env bash
# Flink's JSON format writes the decimal 100.00 as 1E+2, and a NaN as a text.
#
# One would expect: a DECIMAL(10, 2) of a price leaves Flink SQL as 100.00, as PostgreSQL, Spark and Debezium write it; and a
# double that JSON has no number for is null, or an error.
# What happens: trailing zeros go, into an exponent: 100.00 is 1E+2, while 101.00 is 101 and 318.50 is 318.5. 'json.encode.
# decimal-as-plain-number' changes the first. A NaN becomes the text "NaN" in a field of numbers, without an error.
# Why it matters: a reader that takes digits and a point for a number loses exactly the round values, and one that expects a
# number in each message of a numeric column meets a text.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <properties>
    <flink>2.2.1</flink>
  </properties>
  <dependencies>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-json</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-connector-files</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-clients</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-table-api-java-bridge</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-table-planner-loader</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-table-runtime</artifactId><version>${flink}</version></dependency>
  </dependencies>
</project>
XML
cat > Decimals.java <<'JAVA'
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

class Decimals {
    public static void main(String[] arguments) throws Exception {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
        for (String plain : new String[] {"false", "true"}) {
            String table = "plain_" + plain;
            tables.executeSql("CREATE TABLE " + table + " (price DECIMAL(10, 2), ratio DOUBLE) WITH ('connector' = 'filesystem',"
                    + " 'path' = 'file://" + arguments[0] + "/" + table + "', 'format' = 'json',"
                    + " 'json.encode.decimal-as-plain-number' = '" + plain + "')");
            tables.executeSql("INSERT INTO " + table + " VALUES (CAST(100.00 AS DECIMAL(10, 2)), 1e0),"
                    + " (CAST(101.00 AS DECIMAL(10, 2)), 1e0), (CAST(318.50 AS DECIMAL(10, 2)), CAST('NaN' AS DOUBLE))").await();
        }
    }
}
JAVA
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib
javac -cp "lib/*" Decimals.java
java --add-opens java.base/java.util=ALL-UNNAMED -cp ".:lib/*" Decimals "$folder" > log 2>&1 || { cat log; exit 1; }

echo "flink-json 2.2.1"
for table in plain_false plain_true; do
  echo "$table: $(find "$table" -type f -exec cat {} + | sort | tr '\n' ' ')"
done | tee seen
grep -q 'plain_false: {"price":101,"ratio":1.0} {"price":1E+2,"ratio":1.0} {"price":318.5,"ratio":"NaN"}' seen
