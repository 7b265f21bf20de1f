package io.undercurrent.job.kafka;

import io.undercurrent.job.source.SourceGuard;
import io.undercurrent.topic.TopicSelection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks, while a job runs, that it still has its rights, and that no other job uses its consumer group or its topic of
 * forecasts.
 *
 * @param bootstrapServers brokers to begin with, as host:port separated by commas
 * @param properties further settings of Kafka's clients
 * @param readings topics that the job reads
 * @param predictions topic of the forecasts
 * @param rights needed by a job that goes on, other than those needed to start it, besides those to read
 * @param ownership of the consumer group
 */
record JobGuard(
        String bootstrapServers,
        Map<String, String> properties,
        TopicSelection readings,
        String predictions,
        KafkaRights rights,
        Ownership ownership)
        implements SourceGuard {

    private static final Logger LOG = LoggerFactory.getLogger(JobGuard.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);

    /** Begins to hold the group, and to watch. */
    @Override
    public Watch begin() {
        return new RightsAndOwner();
    }

    private final class RightsAndOwner implements Watch {

        private final KafkaAdmin admin = new KafkaAdmin(bootstrapServers, properties);
        private final OwnerMember member = new OwnerMember(ownership, bootstrapServers, predictions, properties);
        private final ForecastsWatch forecasts =
                new ForecastsWatch(predictions, ownership, bootstrapServers, properties);
        private volatile boolean rightsChecked;

        @Override
        public void register(MetricGroup metrics) {
            metrics.gauge("foreignForecasts", () -> forecasts.isForeign() ? 1 : 0);
        }

        @Override
        public Duration period() {
            return PERIOD;
        }

        /** A cluster that does not answer is no reason to end a job. */
        @Override
        public void look() {
            try {
                if (!rightsChecked) {
                    rightsChecked = true;
                    admin.require(rights.reading(admin.present(readings)));
                }
                requireSoleOwnership(admin.others(ownership));
                forecasts.look().ifPresent(LOG::warn);
            } catch (KafkaRefusalException refused) {
                throw refused;
            } catch (IllegalStateException noAnswer) {
                rightsChecked = false;
                LOG.warn("Could not check the rights and the consumer group of the job", noAnswer);
            }
        }

        /** A job that lost a right would restart endlessly, so the next look checks the rights. */
        @Override
        public void failed() {
            rightsChecked = false;
        }

        /** Of jobs that started at the same moment the first goes on. */
        private void requireSoleOwnership(List<Owner> others) {
            Owner self = new Owner(ownership.since(), ownership.job(), "");
            if (!others.isEmpty() && Owner.BY_AGE.compare(others.get(0), self) < 0) {
                throw ownership.refusal(others.get(0));
            }
        }

        /** The group first: Flink may take the job's classes away meanwhile, and a member that stays keeps the next start waiting. */
        @Override
        public void close() {
            member.close();
            forecasts.close();
            admin.close();
        }
    }
}
