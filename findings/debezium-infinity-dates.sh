#!/usr/bin/env bash
# What Debezium makes of PostgreSQL's dates 'infinity' and '-infinity': other days in a snapshot than in a change, and none in its order.
#
# One would expect:  one value for 'infinity' and one for '-infinity', the same wherever a row comes from, and the first above the second.
# What happens:      by default, as days since 1970, a row of the snapshot has -622191234 and -625821272, the same row in a change
#                    -2147472692 and -2147472691: 'infinity' lies in the past, and in changes even before '-infinity'. With
#                    time.precision.mode=isostring they are +292278994-08-16Z and +292269055-12-02Z in the snapshot, both in the future, and
#                    -5877611-06-21Z and -5877611-06-22Z in changes. Nothing is logged.
# Why it matters:    'infinity' is how a table says "valid until further notice". A reader that compares days takes such a row for one of
#                    the distant past, and one that filters by the number met in tests misses the other.
set -euo pipefail

debezium=3.6.0.Final
postgres=2.2.2
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
    <dependency><groupId>io.debezium</groupId><artifactId>debezium-embedded</artifactId><version>$debezium</version></dependency>
    <dependency><groupId>io.debezium</groupId><artifactId>debezium-connector-postgres</artifactId><version>$debezium</version></dependency>
    <dependency><groupId>io.zonky.test</groupId><artifactId>embedded-postgres</artifactId><version>$postgres</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
cat > Infinity.java <<'JAVA'
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class Infinity {

    private static final Pattern ROW = Pattern.compile("\"after\":\\{\"name\":\"([^\"]+)\",\"until\":\"?([^,\"}]+)");

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setServerConfig("wal_level", "logical").start();
                Connection sql = postgres.getPostgresDatabase().getConnection()) {
            for (String mode : new String[] {"adaptive", "isostring"}) {
                String table = "prices_" + mode;
                sql.createStatement().execute("CREATE TABLE " + table + " (name text PRIMARY KEY, until date)");
                insert(sql, table, "snapshot");
                Map<String, String> seen = new ConcurrentSkipListMap<>();
                ExecutorService thread = Executors.newSingleThreadExecutor();
                try (DebeziumEngine<?> engine = DebeziumEngine.create(Json.class)
                        .using(settings(postgres, mode, table))
                        .notifying(change -> {
                            Matcher row = ROW.matcher(change.value());
                            if (row.find()) {
                                seen.put(row.group(1), row.group(2));
                            }
                        })
                        .build()) {
                    thread.execute(engine);
                    await(seen, 2);
                    insert(sql, table, "change");
                    await(seen, 4);
                }
                thread.shutdown();
                new TreeMap<>(seen).forEach((row, until) -> System.out.println(mode + ": " + row + " " + until));
            }
        }
    }

    private static void insert(Connection sql, String table, String from) throws Exception {
        sql.createStatement().execute("INSERT INTO " + table + " VALUES ('" + from + " infinity', 'infinity'), ('" + from
                + " -infinity', '-infinity')");
    }

    private static void await(Map<String, String> seen, int rows) throws Exception {
        long end = System.nanoTime() + 120_000_000_000L;
        while (seen.size() < rows) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + seen);
            }
            Thread.sleep(50);
        }
    }

    private static Properties settings(EmbeddedPostgres postgres, String mode, String table) {
        Properties settings = new Properties();
        settings.put("name", mode);
        settings.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.put("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        settings.put("database.hostname", "localhost");
        settings.put("database.port", Integer.toString(postgres.getPort()));
        settings.put("database.user", "postgres");
        settings.put("database.password", "postgres");
        settings.put("database.dbname", "postgres");
        settings.put("topic.prefix", mode);
        settings.put("table.include.list", "public." + table);
        settings.put("plugin.name", "pgoutput");
        settings.put("publication.autocreate.mode", "filtered");
        settings.put("publication.name", mode);
        settings.put("slot.name", mode);
        settings.put("time.precision.mode", mode);
        settings.put("converter.schemas.enable", "false");
        return settings;
    }
}
JAVA
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib
javac -cp "lib/*" Infinity.java
java -cp ".:lib/*" Infinity > seen 2> log || { cat seen log; exit 1; }

echo "debezium-connector-postgres $debezium"
cat seen
diff seen - <<'SEEN'
adaptive: change -infinity -2147472691
adaptive: change infinity -2147472692
adaptive: snapshot -infinity -625821272
adaptive: snapshot infinity -622191234
isostring: change -infinity -5877611-06-22Z
isostring: change infinity -5877611-06-21Z
isostring: snapshot -infinity +292269055-12-02Z
isostring: snapshot infinity +292278994-08-16Z
SEEN
