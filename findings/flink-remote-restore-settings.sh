#!/usr/bin/env bash
# A remote environment of Flink takes the path of a checkpoint to restore from its settings, and none of the other settings of the restore.
#
# One would expect: StreamExecutionEnvironment.createRemoteEnvironment(host, port, settings) has the job restored as the settings say:
# from execution.state-recovery.path, with execution.state-recovery.claim-mode and execution.state-recovery.ignore-unclaimed-state.
# What happens: Flink 2.2.1 overwrites the last two with their defaults in the constructor, because it has been given no restore settings
# of another kind, and keeps the first. StreamExecutionEnvironment.configure(settings) afterwards brings them back.
# Why it matters: a job that is to own the checkpoint leaves it behind for ever, and one that is to start without the state of an operator
# that is gone is refused, though both were asked for, without a word.
#
# Exits with 0 while this is so, and with 1 once it no longer is. Needs bash, Java 17 and Maven.
set -euo pipefail

flink=2.2.1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>restore</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.flink</groupId><artifactId>flink-clients</artifactId><version>$flink</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B -f "$folder/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$folder/lib"

cat >"$folder/Restore.java" <<'JAVA'
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

class Restore {
    public static void main(String[] arguments) {
        Configuration settings = new Configuration();
        settings.set(StateRecoveryOptions.SAVEPOINT_PATH, "file:///checkpoints/7");
        settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createRemoteEnvironment("localhost", 8081, settings);
        environment.fromData(1).print();
        System.out.println("as created:    " + environment.getStreamGraph(false).getSavepointRestoreSettings());
        environment.configure(settings);
        System.out.println("as configured: " + environment.getStreamGraph(false).getSavepointRestoreSettings());
    }
}
JAVA
echo "Flink $flink, asked for path file:///checkpoints/7, claim mode CLAIM, and to ignore unclaimed state:"
java --add-opens=java.base/java.util=ALL-UNNAMED -cp "$folder/lib/*" "$folder/Restore.java" 2>/dev/null | tee "$folder/said"
grep -q "as created: .*file:///checkpoints/7.*allowNonRestoredState=false.*NO_CLAIM" "$folder/said"
grep -q "as configured: .*file:///checkpoints/7.*allowNonRestoredState=true.*=CLAIM" "$folder/said"
