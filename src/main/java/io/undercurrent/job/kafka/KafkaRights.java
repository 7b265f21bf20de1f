package io.undercurrent.job.kafka;

import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import io.undercurrent.topic.JobTopics;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * The rights that a job needs in Kafka; finds those that its account lacks.
 *
 * @param topics operations on each topic; the first is named where not even Describe is given, which each of them implies
 * @param groups consumer groups to read
 * @param transactionalIdPrefixes beginnings of the names of transactions to write; none where there are none
 * @param producer settings of the producers whose transactions these are
 */
record KafkaRights(
        Map<String, List<AclOperation>> topics,
        List<String> groups,
        List<String> transactionalIdPrefixes,
        Properties producer)
        implements Serializable {

    KafkaRights {
        topics = Map.copyOf(topics);
        groups = List.copyOf(groups);
        transactionalIdPrefixes = List.copyOf(transactionalIdPrefixes);
    }

    /**
     * Those needed to start a job.
     *
     * @param readings names of the topics that are read
     * @param missing topics of results that do not exist yet
     */
    static KafkaRights toStart(KafkaOptions options, Collection<String> readings, Set<String> missing) {
        return of(options, readings, missing, List.of(AclOperation.DESCRIBE_CONFIGS));
    }

    /** Those needed by a job that runs, all of whose topics exist, besides those to {@linkplain #reading read}. */
    static KafkaRights toRun(KafkaOptions options) {
        return of(options, Set.of(), Set.of(), List.of());
    }

    private static KafkaRights of(
            KafkaOptions options, Collection<String> readings, Set<String> missing, List<AclOperation> further) {
        JobTopics names = options.topics();
        Map<String, List<AclOperation>> topics = new HashMap<>();
        readings.forEach(topic -> topics.put(topic, both(AclOperation.READ, further)));
        for (String topic : names.results()) {
            if (!missing.contains(topic)) {
                topics.put(topic, both(AclOperation.WRITE, further));
            }
        }
        Properties producer = options.producerPropertiesOver(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers()));
        return new KafkaRights(
                topics,
                List.of(options.group(), Ownership.ownerGroup(options.group())),
                options.delivery() == Delivery.EXACTLY_ONCE ? options.transactionalIdPrefixes() : List.of(),
                producer);
    }

    /** These, and those to read further topics. */
    KafkaRights reading(Collection<String> readings) {
        Map<String, List<AclOperation>> all = new HashMap<>(topics);
        readings.forEach(topic -> all.put(topic, List.of(AclOperation.READ)));
        return new KafkaRights(all, groups, transactionalIdPrefixes, producer);
    }

    private static List<AclOperation> both(AclOperation first, List<AclOperation> further) {
        List<AclOperation> all = new ArrayList<>(further);
        all.add(0, first);
        return all;
    }

    static KafkaRefusalException refusal(List<String> missing) {
        return new KafkaRefusalException("the Kafka account lacks these rights: " + String.join("; ", missing));
    }

    /**
     * The rights that are missing, as one would name them to whoever gives them.
     *
     * @throws ExecutionException if Kafka does not answer
     */
    List<String> missing(Admin admin) throws ExecutionException, InterruptedException {
        List<String> missing = new ArrayList<>();
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        topics.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        for (String topic : topics.keySet().stream().sorted().toList()) {
            for (AclOperation operation : lacking(topics.get(topic), answers.get(topic))) {
                missing.add(SecurityUtils.operationName(operation) + " on topic " + topic);
            }
        }
        for (String group : groups) {
            if (!mayRead(group, admin)) {
                missing.add("Read on group " + group);
            }
        }
        for (String prefix : transactionalIdPrefixes) {
            if (!mayWriteTransactions(prefix)) {
                missing.add("Write on transactional ids that begin with " + prefix);
            }
        }
        return missing;
    }

    private static List<AclOperation> lacking(List<AclOperation> needed, KafkaFuture<TopicDescription> answer)
            throws ExecutionException, InterruptedException {
        try {
            Set<AclOperation> given = answer.get().authorizedOperations();
            // A broker that cannot say leaves it to the job to find out.
            return given == null
                    ? List.of()
                    : needed.stream()
                            .filter(operation -> !given.contains(operation))
                            .toList();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof TopicAuthorizationException) {
                return needed.subList(0, 1);
            }
            throw failure;
        }
    }

    /** Whether offsets may be committed; tested by committing none. */
    private static boolean mayRead(String group, Admin admin) throws InterruptedException {
        try {
            admin.alterConsumerGroupOffsets(group, Map.of()).all().get();
            return true;
        } catch (ExecutionException failure) {
            // Anything else tells that the right was there.
            return !(failure.getCause() instanceof AuthorizationException);
        }
    }

    /** Whether transactions may be written; tested by a producer that sends nothing. */
    private boolean mayWriteTransactions(String prefix) {
        Properties settings = new Properties();
        settings.putAll(producer);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, prefix + "-check");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(KafkaAdmin.PATIENCE.toMillis()));
        try (KafkaProducer<byte[], byte[]> transactions =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            transactions.initTransactions();
            return true;
        } catch (AuthorizationException refused) {
            return false;
        } catch (InvalidTxnTimeoutException tooLong) {
            throw new KafkaRefusalException("Kafka property " + ProducerConfig.TRANSACTION_TIMEOUT_CONFIG
                    + ": expected at most what the brokers allow by transaction.max.timeout.ms, but got "
                    + settings.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG));
        }
    }
}
