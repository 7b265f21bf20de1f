package io.undercurrent.dashboard;

import io.undercurrent.dashboard.feed.FeedTopics;
import io.undercurrent.dashboard.web.AccessToken;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.format.schema.RegistryOptions;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.Columns;
import io.undercurrent.series.kind.StaticTable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Options of a live page: topics to read, data to keep, and address.
 *
 * @param bootstrapServers brokers to begin with, as host:port separated by commas
 * @param properties further settings of the Kafka clients by their Kafka name
 * @param topics that are read
 * @param mappings format of the readings of each topic
 * @param resultsRegistry the registry of forecasts and scores in Avro, if any are
 * @param groups the consumer groups of the jobs, to tell how far each is
 * @param host name or address to serve at
 * @param port to serve at; 0 for any that is free
 * @param token that every request has to bring, if any has to
 * @param targets to show from the beginning; others are shown when a forecast names them
 * @param days of history kept of each series
 * @param lookBack the newest messages of each topic to begin with
 * @param memory bytes for all series together
 * @param model of a job, with which the server makes forecasts of its own; half of the memory is for it
 * @param statics what the job knows of each series, for these forecasts
 */
public record DashboardOptions(
        String bootstrapServers,
        Map<String, String> properties,
        FeedTopics topics,
        TopicMappings mappings,
        Optional<RegistryOptions> resultsRegistry,
        List<String> groups,
        String host,
        int port,
        Optional<AccessToken> token,
        List<String> targets,
        int days,
        long lookBack,
        long memory,
        Optional<ForecastModel> model,
        StaticTable statics) {

    /** Enough for three weeks of 100,000 series. */
    public static final long DEFAULT_LOOK_BACK = 2_000_000;

    public static final int DEFAULT_PORT = 8090;
    public static final int DEFAULT_DAYS = 120;

    private static final int MOST_DAYS = 3660;

    public DashboardOptions {
        Objects.requireNonNull(bootstrapServers, "bootstrap servers");
        Objects.requireNonNull(topics, "topics");
        Objects.requireNonNull(mappings, "mappings");
        Objects.requireNonNull(resultsRegistry, "results registry");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(statics, "statics");
        properties = Map.copyOf(properties);
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("groups: expected at least one, but the list is empty");
        }
        targets = List.copyOf(targets);
        if (!targets.isEmpty()) {
            new Columns(targets, List.of());
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: expected 0 to 65535, but got " + port);
        }
        if (days < 14 || days > MOST_DAYS) {
            throw new IllegalArgumentException("days: expected 14 to " + MOST_DAYS + ", but got " + days);
        }
        if (lookBack < 1) {
            throw new IllegalArgumentException("look-back: expected at least 1 message, but got " + lookBack);
        }
        if (memory < 1 << 20) {
            throw new IllegalArgumentException("memory: expected at least 1 MiB, but got " + memory + " bytes");
        }
    }
}
