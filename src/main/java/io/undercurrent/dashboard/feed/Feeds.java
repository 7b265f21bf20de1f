package io.undercurrent.dashboard.feed;

import io.undercurrent.dashboard.outlook.Windows;
import io.undercurrent.dashboard.state.Board;
import io.undercurrent.dashboard.state.PageData;
import io.undercurrent.dashboard.state.traffic.Traffic;
import io.undercurrent.format.encoding.RegisteredRowText;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.format.result.row.RowText;
import io.undercurrent.format.schema.RegistryNews;
import io.undercurrent.format.schema.RegistryOptions;
import io.undercurrent.format.schema.SchemaRegistry;
import io.undercurrent.topic.TopicSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;

/** All that reads Kafka for the page. */
public final class Feeds implements AutoCloseable {

    private final List<TopicFeed> topics;
    private final TopicWatch watch;

    private Feeds(List<TopicFeed> topics, TopicWatch watch) {
        this.topics = topics;
        this.watch = watch;
    }

    /**
     * Starts reading. Kafka need not be there yet, but its hosts have to be known.
     *
     * @param properties further settings of the clients by their Kafka name
     * @param mappings how the messages of each topic say readings
     * @param resultsRegistry the registry of forecasts and scores in Avro, if any are
     * @param groups the consumer groups of the jobs, to tell how far each is
     * @param lookBack the newest messages of each topic to begin with
     * @param windows that readings go into as well, if any are kept
     * @throws IllegalStateException if there can be no client with these settings
     */
    public static Feeds start(
            String bootstrapServers,
            Map<String, String> properties,
            FeedTopics names,
            TopicMappings mappings,
            Optional<RegistryOptions> resultsRegistry,
            List<String> groups,
            long lookBack,
            Optional<Windows> windows,
            PageData data) {
        Admin admin = admin(bootstrapServers, properties);
        Map<String, Object> consumer = consumerSettings(bootstrapServers, properties);
        Board board = data.board();
        List<TopicFeed> topics = new ArrayList<>();
        names.predictions()
                .forEach(topic -> topics.add(new TopicFeed(
                        consumer,
                        TopicSelection.of(topic),
                        lookBack,
                        new ForecastsHandler(board, data.traffic(), rows(resultsRegistry)))));
        for (TopicSelection part : names.readings().parts()) {
            topics.add(new TopicFeed(consumer, part, lookBack, readings(board, mappings, windows)));
        }
        names.scores()
                .forEach(topic -> topics.add(new TopicFeed(
                        consumer,
                        TopicSelection.of(topic),
                        lookBack,
                        new ScoresHandler(board, rows(resultsRegistry)))));
        List<TopicFeed> optional = new ArrayList<>();
        names.anomalies()
                .forEach(topic -> optional.add(new TopicFeed(
                        consumer,
                        TopicSelection.of(topic),
                        lookBack,
                        new AnomaliesHandler(data.anomalies(), rows(resultsRegistry)))));
        names.modelEvents()
                .forEach(topic -> optional.add(new TopicFeed(
                        consumer, TopicSelection.of(topic), lookBack, new ModelEventsHandler(data.models()))));
        topics.addAll(optional);
        names.rejected()
                .forEach(topic -> topics.add(new TopicFeed(
                        consumer, TopicSelection.of(topic), lookBack, new RejectedHandler(data.rejections()))));
        TopicWatch watch = new TopicWatch(
                admin,
                bootstrapServers,
                names,
                groups,
                data.traffic(),
                () -> data.traffic().topics(states(topics, optional)));
        return new Feeds(topics, watch);
    }

    /** How far the feeds are. Jobs need not write anomalies or follow models: that there is no topic of them is nothing to report. */
    private static List<Traffic.TopicState> states(List<TopicFeed> topics, List<TopicFeed> optional) {
        return topics.stream()
                .filter(feed -> !optional.contains(feed) || feed.state().progress() != Traffic.Progress.MISSING)
                .map(TopicFeed::state)
                .toList();
    }

    private static RecordHandler readings(Board board, TopicMappings mappings, Optional<Windows> windows) {
        RecordHandler shown = new ReadingsHandler(board, mappings);
        return windows.<RecordHandler>map(kept -> new WindowsHandler(shown, kept, mappings))
                .orElse(shown);
    }

    /** How rows are read, by one feed. */
    private static RowText rows(Optional<RegistryOptions> registry) {
        return registry.<RowText>map(options -> new RegisteredRowText(new SchemaRegistry(options, RegistryNews.NOBODY)))
                .orElse(RowText.JSON);
    }

    /** The first client: what is wrong with the settings themselves shows here, and not only on the page. */
    private static Admin admin(String bootstrapServers, Map<String, String> properties) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try {
            return Admin.create(settings);
        } catch (KafkaException refused) {
            throw new IllegalStateException("Kafka at " + bootstrapServers + ": cannot create a client", refused);
        }
    }

    private static Map<String, Object> consumerSettings(String bootstrapServers, Map<String, String> properties) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        // Four topics fetch at once, and each may hold what it fetched twice.
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putAll(properties);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return settings;
    }

    /** Ends all reading and waits for its end. */
    @Override
    public void close() {
        topics.forEach(TopicFeed::stop);
        watch.close();
        topics.forEach(TopicFeed::close);
    }
}
