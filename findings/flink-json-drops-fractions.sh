#!/usr/bin/env bash
# Flink's JSON format reads 3.7 as 3 where the column is an INT or a BIGINT, and refuses it where the column is a SMALLINT.
#
# One would expect: 3.7 is no whole number, so that reading it into one fails, or gives null with 'json.ignore-parse-errors'. It does so for
# a SMALLINT, and for the text "3.7" in each of the three.
# What happens: the fraction is cut off, with both of the format's ways to decode. No error is raised, whatever the option says.
# Why it matters: a table is written when a shop sells by the piece, and one day it sells by weight as well. The sales of each day are too low by half
# a unit on average from then on, and nothing is rejected.
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
cat > Fractions.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

class Fractions {
    public static void main(String[] arguments) throws Exception {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
        Path number = Files.writeString(Path.of(arguments[0], "sold.json"), "{\"sold\":3.7}\n");
        Path text = Files.writeString(Path.of(arguments[0], "text.json"), "{\"sold\":\"3.7\"}\n");
        for (String type : new String[] {"SMALLINT", "INT", "BIGINT"}) {
            System.out.println(type + ": 3.7 " + read(tables, number, type, true) + ", by the tree " + read(tables, number, type, false)
                    + ", \"3.7\" " + read(tables, text, type, true));
        }
    }

    /** What a table with one column of the type has of the file. */
    private static String read(TableEnvironment tables, Path file, String type, boolean parser) {
        tables.executeSql("DROP TABLE IF EXISTS sold");
        tables.executeSql("CREATE TABLE sold (sold " + type + ") WITH ('connector' = 'filesystem', 'path' = 'file://" + file
                + "', 'format' = 'json', 'json.decode.json-parser.enabled' = '" + parser + "')");
        StringBuilder seen = new StringBuilder();
        try (CloseableIterator<Row> rows = tables.executeSql("SELECT sold FROM sold").collect()) {
            rows.forEachRemaining(row -> seen.append(row.getField(0)));
        } catch (Exception refused) {
            seen.append("refused");
        }
        return seen.toString();
    }
}
JAVA
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib
javac -cp "lib/*" Fractions.java

cat > expected <<'OUT'
SMALLINT: 3.7 refused, by the tree refused, "3.7" refused
INT: 3.7 3, by the tree 3, "3.7" refused
BIGINT: 3.7 3, by the tree 3, "3.7" refused
OUT
echo "flink-json 2.2.1, what is read of a field, by the type of the column"
java --add-opens java.base/java.util=ALL-UNNAMED -cp ".:lib/*" Fractions "$folder" 2> log | tee seen || { cat log; exit 1; }
diff expected seen
