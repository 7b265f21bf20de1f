package io.undercurrent.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What panels and alerts ask for is what the page of metrics says that there is. */
class MetricNamesTest {

    private static final Pattern OF_AN_OPERATOR = Pattern.compile(
            "flink_(?:taskmanager_job_task_operator|jobmanager_job_operator_coordinator_enumerator)_(\\w+)");
    private static final Pattern ON_THE_PAGE = Pattern.compile("`([A-Za-z]+(?:\\.[A-Za-z0-9]+)*)`");

    private static final List<String> OF_THE_SOURCE =
            List.of("topicGone", "kafkaSilent", "transactionOpenSeconds", "foreignForecasts");

    /** What Flink's source counts itself. */
    private static final Set<String> OF_FLINK = Set.of("pendingRecords");

    @Test
    void thoseOfTheJobAreListed() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (String file :
                new String[] {"deploy/grafana/dashboards/undercurrent.json", "deploy/prometheus/alerts.yml"}) {
            Matcher names = OF_AN_OPERATOR.matcher(DeployedFiles.text(file));
            while (names.find()) {
                // The keys of labels stand before the name.
                asked.add(names.group(1).replaceFirst("^(reason|model|target)_", ""));
            }
        }
        assertTrue(asked.size() > 15, asked.toString());
        asked.removeAll(OF_FLINK);
        asked.removeAll(listed());
        assertEquals(Set.of(), asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy/grafana/dashboards/undercurrent.json", "deploy/prometheus/alerts.yml"})
    void whatTheSourceSeesOfKafkaIsDrawnAndRaisesAnAlert(String file) throws IOException {
        String text = DeployedFiles.text(file);
        for (String name : OF_THE_SOURCE) {
            assertTrue(text.contains("flink_jobmanager_job_operator_coordinator_enumerator_" + name), name);
        }
    }

    /** As Prometheus has them: with underscores, and any interval for {@code coverage.80}. */
    private static Set<String> listed() throws IOException {
        Set<String> listed = new TreeSet<>();
        String table =
                DeployedFiles.find("(?s)## Metrics(.*?)\n## ", DeployedFiles.text("src/site/markdown/metrics.md"));
        Matcher names = ON_THE_PAGE.matcher(table);
        while (names.find()) {
            listed.add(names.group(1).replace('.', '_'));
        }
        listed.add("coverage_");
        return listed;
    }
}
