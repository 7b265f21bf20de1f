#!/usr/bin/env bash
# Flink SQL reads the decimals of a Parquet file with the scale that the table declares, not with that of the file.
#
# One would expect: the file says in its footer that the price has two digits behind the point. Read into a DECIMAL(10, 3) it is 318.500, or the reader
# refuses, as it does for a DOUBLE.
# What happens: it is 31.850. The reader takes the digits from the file and the place of the point from the table. In a DECIMAL(10, 0) the price is
# 31850, and a filter for prices above 1000 finds it.
# Why it matters: files live longer than the CREATE TABLE that is written over them. One that asks for more digits than before, or guesses them, moves
# every price by a power of ten, and what comes out is a valid price.
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
    <flink>2.3.0</flink>
  </properties>
  <dependencies>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-sql-parquet</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-connector-files</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-clients</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-table-api-java-bridge</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-table-planner-loader</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-table-runtime</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.hadoop</groupId><artifactId>hadoop-client-api</artifactId><version>3.4.2</version></dependency>
    <dependency><groupId>org.apache.hadoop</groupId><artifactId>hadoop-client-runtime</artifactId><version>3.4.2</version></dependency>
  </dependencies>
</project>
XML
cat > Scales.java <<'JAVA'
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

class Scales {
    private static final String[] TYPES = {"DECIMAL(10, 2)", "DECIMAL(10, 3)", "DECIMAL(18, 6)", "DECIMAL(10, 0)", "DOUBLE"};

    public static void main(String[] arguments) throws Exception {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
        for (int table = 0; table < TYPES.length; table++) {
            tables.executeSql("CREATE TABLE prices_" + table + " (price " + TYPES[table] + ") WITH ('connector' = 'filesystem',"
                    + " 'path' = 'file://" + arguments[0] + "/prices', 'format' = 'parquet')");
        }
        tables.executeSql("INSERT INTO prices_0 VALUES (318.50)").await();
        for (int table = 0; table < TYPES.length; table++) {
            System.out.println(TYPES[table] + ": " + seen(tables, "SELECT price FROM prices_" + table));
        }
        System.out.println("DECIMAL(10, 0) above 1000: " + seen(tables, "SELECT price FROM prices_3 WHERE price > 1000"));
    }

    private static String seen(TableEnvironment tables, String query) throws Exception {
        StringBuilder seen = new StringBuilder();
        try (CloseableIterator<Row> rows = tables.executeSql(query).collect()) {
            while (rows.hasNext()) {
                seen.append(rows.next());
            }
        } catch (RuntimeException refused) {
            seen.append("refused");
        }
        return seen.toString();
    }
}
JAVA
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib
javac -cp "lib/*" Scales.java

cat > expected <<'OUT'
DECIMAL(10, 2): +I[318.50]
DECIMAL(10, 3): +I[31.850]
DECIMAL(18, 6): +I[0.031850]
DECIMAL(10, 0): +I[31850]
DOUBLE: refused
DECIMAL(10, 0) above 1000: +I[31850]
OUT
echo "flink-sql-parquet 2.3.0, a file with the price 318.50 as DECIMAL(10, 2), by the declared type"
java --add-opens java.base/java.util=ALL-UNNAMED -cp ".:lib/*" Scales "$folder" 2> log | tee seen || { cat log; exit 1; }
diff expected seen
