#!/usr/bin/env bash
# Flink SQL adds up integers in the type of the column: three times 100 of a TINYINT is 44.
#
# One would expect: the sum has a wider type than the column, as in PostgreSQL, MySQL, Spark, Trino and DuckDB, or there is an error where it does not
# fit, as in SQL Server. Flink itself widens the sum of a DECIMAL to 38 digits.
# What happens: the sum of a SMALLINT is a SMALLINT and that of an INT an INT, and what does not fit goes round through the negative numbers, in batch
# and in a stream. AVG of the same rows is right, as it adds up in BIGINT; as a window function with OVER it is wrong, too. CAST to BIGINT before SUM
# puts it right.
# Why it matters: what one shop sells in a day fits in its column; what all shops sell in a year does not. Three days with 2,000,000,000 sold add up to
# 1,705,032,704, a plausible total, and a model of totals is trained on it.
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
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-clients</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-table-api-java-bridge</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-table-planner-loader</artifactId><version>${flink}</version></dependency>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-table-runtime</artifactId><version>${flink}</version></dependency>
  </dependencies>
</project>
XML
cat > Sums.java <<'JAVA'
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

class Sums {
    public static void main(String[] arguments) throws Exception {
        TableEnvironment batch = tables(EnvironmentSettings.inBatchMode());
        TableEnvironment stream = tables(EnvironmentSettings.inStreamingMode());
        for (String column : new String[] {"tiny", "small", "whole", "exact"}) {
            print("batch ", batch, "SELECT SUM(" + column + "), AVG(" + column + ") FROM sold");
            print("stream", stream, "SELECT SUM(" + column + "), AVG(" + column + ") FROM sold");
        }
        print("OVER  ", batch, "SELECT SUM(whole) OVER (ORDER BY number), AVG(whole) OVER (ORDER BY number) FROM sold");
    }

    private static TableEnvironment tables(EnvironmentSettings settings) {
        TableEnvironment tables = TableEnvironment.create(settings);
        tables.executeSql("CREATE TEMPORARY VIEW sold AS SELECT number, CAST(a AS TINYINT) AS tiny, CAST(b AS SMALLINT) AS small,"
                + " CAST(c AS INT) AS whole, CAST(c AS DECIMAL(10, 0)) AS exact FROM (VALUES (1, 100, 30000, 2000000000),"
                + " (2, 100, 30000, 2000000000), (3, 100, 30000, 2000000000)) AS days (number, a, b, c)");
        return tables;
    }

    /** Prints the type of the sum and the last row, which is that after all days. */
    private static void print(String name, TableEnvironment tables, String query) throws Exception {
        TableResult result = tables.executeSql(query);
        Row last = null;
        try (CloseableIterator<Row> rows = result.collect()) {
            while (rows.hasNext()) {
                last = rows.next();
            }
        }
        System.out.println(name + " " + result.getResolvedSchema().getColumnDataTypes().get(0) + ": sum " + last.getField(0)
                + ", mean " + last.getField(1));
    }
}
JAVA
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib
javac -cp "lib/*" Sums.java

cat > expected <<'OUT'
batch  TINYINT: sum 44, mean 100
stream TINYINT: sum 44, mean 100
batch  SMALLINT: sum 24464, mean 30000
stream SMALLINT: sum 24464, mean 30000
batch  INT: sum 1705032704, mean 2000000000
stream INT: sum 1705032704, mean 2000000000
batch  DECIMAL(38, 0): sum 6000000000, mean 2000000000.000000
stream DECIMAL(38, 0): sum 6000000000, mean 2000000000.000000
OVER   INT NOT NULL: sum 1705032704, mean 568344234
OUT
echo "flink-table-planner 2.2.1, sum and mean of three days with 100, 30000 and 2000000000 sold"
java --add-opens java.base/java.util=ALL-UNNAMED -cp ".:lib/*" Sums 2> log | tee seen || { cat log; exit 1; }
diff expected seen
