package io.undercurrent.job.models;

import io.undercurrent.engine.window.Term;
import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent.What;
import io.undercurrent.format.models.ModelMessages;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.format.models.Watch;
import io.undercurrent.stream.ModelRefusedException;
import io.undercurrent.stream.SuccessorFiles;
import io.undercurrent.stream.record.Successor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topic of models on a thread of its own, reads the file of each entry, and judges it. Whatever becomes of topic and files,
 * the job goes on with the models that it has.
 *
 * <p>The topic is read from its beginning at each start and once a minute, because it is short, and may be made anew. Of what is there
 * then the newest entry of each role counts, as if Kafka had compacted the topic.
 */
final class ModelsFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelsFollower.class);

    private static final Duration LAP = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ModelLog log;
    private final String job;
    private final ModelEntry own;
    private final SuccessorFiles files;
    private final boolean bounded;
    private final Receiver receiver;
    private final Thread thread;
    private final Set<ModelEntry> judged = new HashSet<>();
    private volatile boolean closed;

    /** Receives what is found, on the thread of the follower. */
    interface Receiver {

        void accepted(Successor successor);

        void refused();

        /** There are no more. */
        void ended();
    }

    /**
     * @param job its consumer group
     * @param own the model that the job was started with
     * @param bounded whether to end at the present end of the topic
     */
    ModelsFollower(ModelLog log, String job, ModelEntry own, SuccessorFiles files, boolean bounded, Receiver receiver) {
        this.log = log;
        this.job = job;
        this.own = own;
        this.files = files;
        this.bounded = bounded;
        this.receiver = receiver;
        thread = new Thread(this::run, "models of " + job);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        boolean silent = false;
        boolean ended = false;
        while (!closed && !ended) {
            try {
                ended = follow();
                silent = false;
            } catch (RuntimeException away) {
                // Kafka's, or those of whatever is wrong with a topic: none is a reason to end a job.
                if (!closed && !silent) {
                    LOG.warn(
                            "The topic {} cannot be read; the job goes on with the models that it has",
                            log.topics().models(),
                            away);
                }
                silent = true;
                pause();
            }
        }
        if (ended) {
            receiver.ended();
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether there will be no more. */
    private boolean follow() {
        ModelNews news = new ModelNews(log, job);
        news.started(own);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(log.consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            while (!closed) {
                readWhole(consumer, news);
                if (bounded) {
                    return true;
                }
                readOn(consumer, news);
            }
            return false;
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void readWhole(KafkaConsumer<byte[], byte[]> consumer, ModelNews news) {
        List<PartitionInfo> found = consumer.partitionsFor(log.topics().models());
        List<TopicPartition> partitions = found == null
                ? List.of()
                : found.stream()
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<ModelRole, ModelEntry> newest = new EnumMap<>(ModelRole.class);
        // The end of a topic that is deleted meanwhile is never reached.
        long deadline = System.nanoTime() + LAP.toNanos();
        while (!closed
                && System.nanoTime() < deadline
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            parse(consumer.poll(POLL), entry -> newest.put(entry.role(), entry));
        }
        newest.values().stream()
                .sorted(Comparator.comparing(ModelEntry::pushed))
                .forEach(entry -> judge(entry, news));
    }

    private void readOn(KafkaConsumer<byte[], byte[]> consumer, ModelNews news) {
        if (consumer.assignment().isEmpty()) {
            pause();
            return;
        }
        long end = System.nanoTime() + LAP.toNanos();
        while (!closed && System.nanoTime() < end) {
            parse(consumer.poll(POLL), entry -> judge(entry, news));
        }
    }

    private static void parse(ConsumerRecords<byte[], byte[]> records, Consumer<ModelEntry> receiver) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            ModelLog.parse(record.value(), message -> receiver.accept(ModelMessages.parseEntry(message)))
                    .ifPresent(wrong -> LOG.warn(
                            "{}, partition {}, offset {}: no entry of a model: {}",
                            record.topic(),
                            record.partition(),
                            record.offset(),
                            wrong));
        }
    }

    private void judge(ModelEntry entry, ModelNews news) {
        if (entry.from() == ModelEntry.EVER || !judged.add(entry.isOfShadow() ? entry : entry.as(ModelRole.LIVE))) {
            return;
        }
        try {
            for (Successor successor : successors(entry, files)) {
                LOG.info("Takes {}", successor);
                receiver.accepted(successor);
            }
            news.judged(What.ACCEPTED, entry, "");
        } catch (ModelRefusedException refused) {
            LOG.warn("A model is refused, and the one before goes on", refused);
            receiver.refused();
            news.judged(What.REFUSED, entry, refused.getMessage());
        }
    }

    /**
     * What an entry says: that there is a model from a day on, and perhaps none from another.
     *
     * @throws ModelRefusedException if the model cannot be used
     */
    static List<Successor> successors(ModelEntry entry, SuccessorFiles files) throws ModelRefusedException {
        List<Successor> successors = new ArrayList<>();
        successors.add(files.read(term(entry, entry.from(), entry.share()), entry.uri(), entry.isOfShadow()));
        if (entry.watch().until() != Watch.NO_END) {
            successors.add(files.read(term(entry, entry.watch().until(), 0), entry.uri(), true));
        }
        return successors;
    }

    private static Term term(ModelEntry entry, int from, double share) {
        return new Term(entry.checksum(), from, entry.pushed().toEpochMilli(), share);
    }

    /** Ends at once, wherever it waits. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
