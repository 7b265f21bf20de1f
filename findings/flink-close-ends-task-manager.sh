#!/usr/bin/env bash
# An operator of Flink whose close() throws while its task is cancelled or fails ends the whole task manager.
#
# One would expect: the task ends as cancelled, the exception is logged, and the other tasks and jobs of the task manager go on, as they
# do where a function throws while it processes a record.
# What happens: Flink 2.2.1 closes operators after a failure inside of the handler of that failure. An exception from there is "FATAL -
# exception in exception handler of task", and a task manager ends at a fatal error.
# Why it matters: the writer of KafkaSink with delivery exactly once aborts its transaction when it is closed, which throws a
# TimeoutException after max.block.ms, one minute, where no broker answers. So an outage of Kafka that makes one task fail takes the task
# managers with it, and every job that runs on them.
#
# Exits with 0 while this is so, and with 1 once it no longer is. Needs bash, Java 17 and Maven.
set -euo pipefail

flink=2.2.1
slf4j=1.7.36
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>close</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-clients</artifactId><version>$flink</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>$slf4j</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B -f "$folder/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$folder/lib"

cat >"$folder/Close.java" <<'JAVA'
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

class Close {
    public static void main(String[] arguments) throws Exception {
        Configuration settings = new Configuration();
        settings.set(RestOptions.BIND_PORT, "0");
        settings.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        try (MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1).setNumSlotsPerTaskManager(1).setConfiguration(settings).build())) {
            cluster.start();
            while (taskManagers(cluster) == 0) {
                Thread.sleep(50);
            }
            for (boolean throwing : new boolean[] {false, true}) {
                System.out.println("close() " + (throwing ? "throws" : "returns") + ": task managers "
                        + taskManagers(cluster) + " before, " + afterCancelling(cluster, throwing) + " after the job was cancelled");
            }
            Runtime.getRuntime().halt(0);
        }
    }

    private static int afterCancelling(MiniCluster cluster, boolean throwing) throws Exception {
        var env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        env.fromSequence(1, Long.MAX_VALUE).map(new Closing(throwing)).returns(Long.class).sinkTo(new DiscardingSink<>());
        var graph = env.getStreamGraph().getJobGraph();
        JobID job = cluster.submitJob(graph).get().getJobID();
        while (!Closing.RUNNING.contains(throwing)) {
            Thread.sleep(50);
        }
        cluster.cancelJob(job).get();
        for (int i = 0; i < 50 && taskManagers(cluster) > 0; i++) {
            Thread.sleep(100);
        }
        return taskManagers(cluster);
    }

    private static int taskManagers(MiniCluster cluster) throws Exception {
        return cluster.requestClusterOverview().get(10, TimeUnit.SECONDS).getNumTaskManagersConnected();
    }

    static class Closing extends RichMapFunction<Long, Long> {
        static final Set<Boolean> RUNNING = ConcurrentHashMap.newKeySet();
        final boolean throwing;

        Closing(boolean throwing) {
            this.throwing = throwing;
        }

        @Override
        public Long map(Long number) throws Exception {
            RUNNING.add(throwing);
            Thread.sleep(1);
            return number;
        }

        @Override
        public void close() {
            if (throwing) {
                throw new IllegalStateException("cannot be closed in order");
            }
        }
    }
}
JAVA
javac -proc:none -cp "$folder/lib/*" -d "$folder" "$folder/Close.java"

echo "Flink $flink, one task manager"
java --add-opens java.base/java.util=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED -cp "$folder:$folder/lib/*" Close \
  >"$folder/seen" 2>"$folder/log" || { cat "$folder/seen"; tail -20 "$folder/log"; exit 1; }
cat "$folder/seen"
grep -m 1 'FATAL - exception in exception handler' "$folder/log" | cut -c 1-160 || true
grep -q 'close() returns: task managers 1 before, 1 after' "$folder/seen"
grep -q 'close() throws: task managers 1 before, 0 after' "$folder/seen" || { echo "the behaviour has changed"; exit 1; }
