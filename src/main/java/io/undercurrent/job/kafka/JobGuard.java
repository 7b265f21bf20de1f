package io.undercurrent.job.kafka;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches over a job as long as it runs: that it keeps its rights, and its consumer group for itself.
 *
 * @param bootstrapServers brokers to begin with, as host:port separated by commas
 * @param properties further settings of Kafka's clients
 * @param topic of the readings
 * @param rights needed by a job that goes on, other than those needed to start it
 * @param ownership of the consumer group
 */
record JobGuard(
        String bootstrapServers, Map<String, String> properties, String topic, KafkaRights rights, Ownership ownership)
        implements Serializable {

    private static final Logger LOG = LoggerFactory.getLogger(JobGuard.class);

    /** Begins to hold the group, and to watch. */
    Watch begin() {
        return new Watch();
    }

    /** As long as the source finds partitions, which outlives a failure of what reads them. */
    final class Watch implements AutoCloseable {

        private final KafkaAdmin admin = new KafkaAdmin(bootstrapServers, properties);
        private final OwnerMember member = new OwnerMember(ownership, bootstrapServers, topic, properties);
        private volatile boolean rightsChecked;

        private Watch() {}

        /**
         * Looks whether the job may go on.
         *
         * @throws KafkaRefusalException if not; a cluster that does not answer is no reason
         */
        Void look() {
            try {
                if (!rightsChecked) {
                    rightsChecked = true;
                    admin.require(rights);
                }
                requireSoleOwnership(admin.others(ownership));
            } catch (KafkaRefusalException refused) {
                throw refused;
            } catch (IllegalStateException noAnswer) {
                rightsChecked = false;
                LOG.warn("Whether the job has its rights and its consumer group could not be found out", noAnswer);
            }
            return null;
        }

        /** A part of the job failed and starts again. If it lost a right, it would do so without end: the next look finds out. */
        void failed() {
            rightsChecked = false;
        }

        /** Of jobs that started at the same moment the first goes on. */
        private void requireSoleOwnership(List<Owner> others) {
            Owner self = new Owner(ownership.since(), ownership.job(), "");
            if (!others.isEmpty() && Owner.BY_AGE.compare(others.get(0), self) < 0) {
                throw ownership.refusal(others.get(0));
            }
        }

        @Override
        public void close() {
            member.close();
            admin.close();
        }
    }
}
