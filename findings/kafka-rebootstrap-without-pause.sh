#!/usr/bin/env bash
# Kafka's admin client, told an address where no broker answers.
#
# Expected: it tries again at the pace of reconnect.backoff.ms, and logs at that pace, as clients before 4.0 did.
# Happens:  with metadata.recovery.strategy=rebootstrap, the default since 4.0, it logs "Rebootstrapping with ..." at level INFO on
#           each turn of its loop, with nothing between the turns but the short wait of its poll: hundreds of lines a second, for as
#           long as no broker answers. With metadata.recovery.strategy=none it logs a dozen lines a second.
# Matters:  an outage of the brokers fills the disks of everything that is connected to them.
#
# Exits with 0 while this is so, and with 1 once it no longer is. Needs bash, Java 17 and Maven.
set -euo pipefail

kafka=4.2.0
slf4j=1.7.36
seconds=10
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>rebootstrap</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-clients</artifactId><version>$kafka</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>$slf4j</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B -f "$folder/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$folder/lib"

cat >"$folder/Waits.java" <<'JAVA'
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

class Waits {
    public static void main(String[] arguments) throws Exception {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", "127.0.0.1:1", "metadata.recovery.strategy", arguments[0]))) {
            admin.listTopics();
            Thread.sleep(1000 * Integer.parseInt(arguments[1]));
            // Not closed in order: what waits for an answer would be waited for.
            Runtime.getRuntime().halt(0);
        }
    }
}
JAVA

echo "kafka-clients $kafka, no broker at 127.0.0.1:1, $seconds s"
for strategy in none rebootstrap; do
  java -cp "$folder/lib/*" "$folder/Waits.java" "$strategy" "$seconds" 2>"$folder/$strategy.log"
  echo "metadata.recovery.strategy=$strategy: $(wc -l <"$folder/$strategy.log") lines," \
    "$(grep -c Rebootstrapping "$folder/$strategy.log" || true) of them Rebootstrapping"
done
grep -m 3 Rebootstrapping "$folder/rebootstrap.log"

lines=$(grep -c Rebootstrapping "$folder/rebootstrap.log" || true)
[ "$lines" -gt $((20 * seconds)) ] || { echo "the behaviour has changed: $lines lines"; exit 1; }
