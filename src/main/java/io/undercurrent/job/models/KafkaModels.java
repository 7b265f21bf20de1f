package io.undercurrent.job.models;

import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.job.ModelsEnd;
import io.undercurrent.job.ResultEnd;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.comparison.ComparedDays;
import io.undercurrent.stream.ModelRefusedException;
import io.undercurrent.stream.SharedModel;
import io.undercurrent.stream.SuccessorFiles;
import io.undercurrent.stream.record.Successor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The models of a job in Kafka. */
public final class KafkaModels {

    private static final String COMPARISON = "comparison";

    private KafkaModels() {}

    /**
     * Makes the topics that are missing, and reads the models that are there, so that a job that begins without state knows them before
     * its first reading.
     *
     * @param job its consumer group
     * @param own the model that the job is started with
     * @param bounded whether the job ends at the present end of its topics
     * @param say receives lines for the user: topics created, and models that cannot be used
     * @throws IllegalStateException if Kafka does not answer, or a right is missing
     */
    public static ModelsEnd connect(
            ModelLog log, String job, SharedModel own, SeriesContract contract, boolean bounded, Consumer<String> say) {
        log.create(say);
        log.requireRights();
        SuccessorFiles files = new SuccessorFiles(contract);
        List<Successor> known = new ArrayList<>();
        log.entries().values().stream()
                .filter(entry -> entry.from() != ModelEntry.EVER)
                .sorted(Comparator.comparing(ModelEntry::pushed))
                .forEach(entry -> {
                    try {
                        known.addAll(ModelsFollower.successors(entry, files));
                    } catch (ModelRefusedException refused) {
                        say.accept("The " + entry.role().label() + " model of the topic "
                                + log.topics().models() + " is refused: " + refused.getMessage());
                    }
                });
        Comparisons comparisons = new Comparisons(contract.columns().targets(), contract.horizon());
        return new ModelsEnd(
                known,
                Optional.of(new ModelsSource(log, job, entry(own), files, bounded)),
                compared(log, job, comparisons));
    }

    /** One task adds up what all others say. */
    static ResultEnd<ComparedDays> compared(ModelLog log, String job, Comparisons comparisons) {
        return sums -> sums.transform(COMPARISON, Types.VOID, new ComparisonOperator(log, job, comparisons))
                .uid(COMPARISON)
                .setParallelism(1)
                .setMaxParallelism(1)
                .sinkTo(new DiscardingSink<>())
                .setParallelism(1);
    }

    private static ModelEntry entry(SharedModel own) {
        ForecastModel model = own.get();
        return new ModelEntry(
                ModelRole.LIVE, model.id(), uri(own.location()), model.checksum(), ModelEntry.EVER, Instant.now());
    }

    /** The URI of a path of this machine, or the URI itself. */
    public static String uri(String location) {
        return SharedModel.isUri(location)
                ? location
                : Path.of(location).toAbsolutePath().normalize().toUri().toString();
    }
}
