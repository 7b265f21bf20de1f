#!/usr/bin/env bash
# What parquet-floor, which reads Parquet without Hadoop, makes of files that are compressed by gzip.
#
# One would expect:  it reads them as it reads snappy and zstd: gzip is in the JDK, and one of the codecs that the format has had from the
#                    beginning. Or it says that it does not know the codec.
# What happens:      NoSuchMethodError. The Configuration that it puts in the place of Hadoop's has no getClassLoader, which parquet-hadoop
#                    asks when it looks for the codec.
# Why it matters:    gzip is what Amazon Athena writes by default into tables of the Hive kind. As an Error it passes by whoever catches exceptions
#                    of unreadable files; and what it names is nothing of the file, so that nobody thinks of its compression.
set -euo pipefail

floor=2.3
pyarrow=25.0.1
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
      <groupId>blue.strategic.parquet</groupId>
      <artifactId>parquet-floor</artifactId>
      <version>$floor</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
python3 -m venv venv
venv/bin/pip -q install "pyarrow==$pyarrow"
venv/bin/python - <<'PYTHON'
import pyarrow as pa
import pyarrow.parquet as pq

for compression in ["none", "snappy", "zstd", "gzip"]:
    pq.write_table(pa.table({"sales": [318.5]}), compression + ".parquet", compression=compression)
PYTHON

cat > Read.java <<'JAVA'
import blue.strategic.parquet.ParquetReader;
import java.io.File;
import java.util.List;
import java.util.stream.Collectors;

public class Read {
    public static void main(String[] args) {
        for (String compression : List.of("none", "snappy", "zstd", "gzip")) {
            String seen;
            try (var rows = ParquetReader.streamContentToStrings(new File(compression + ".parquet"))) {
                seen = rows.map(row -> String.join(",", row)).collect(Collectors.joining(";"));
            } catch (Throwable failure) {
                seen = failure.toString();
            }
            System.out.println(compression + ": " + seen);
        }
    }
}
JAVA
output=$(java -cp "lib/*" Read.java 2> errors.txt) || { cat errors.txt; exit 1; }
echo "parquet-floor $floor, files of PyArrow $pyarrow:"
echo "$output"
for read in none snappy zstd; do
  grep -qx "$read: sales=318.5" <<< "$output" || { echo "changed: $read is not read"; exit 1; }
done
grep -q "^gzip: java.lang.NoSuchMethodError: .*Configuration.getClassLoader()" <<< "$output" || { echo "changed"; exit 1; }
