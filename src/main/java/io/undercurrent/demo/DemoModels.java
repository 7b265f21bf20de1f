package io.undercurrent.demo;

import io.undercurrent.embedded.TemporaryDirectory;
import io.undercurrent.job.JobEnds;
import io.undercurrent.job.models.KafkaModels;
import io.undercurrent.job.models.ModelLog;
import io.undercurrent.job.models.ModelsWatch;
import io.undercurrent.model.recurrent.RecurrentModel;
import io.undercurrent.series.Reading;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.series.history.HistoryBuilder;
import io.undercurrent.stream.SharedModel;
import io.undercurrent.topic.ModelTopics;
import io.undercurrent.training.ForecastTrainer;
import io.undercurrent.training.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The models of a demo: the first, and where it is to be so those that are trained while the demo goes on. */
final class DemoModels implements AutoCloseable {

    static final ModelTopics TOPICS = new ModelTopics("models", "model-events");

    private final ModelLog log;
    private final SharedModel first;
    /** For the files of the models after the first. */
    private final TemporaryDirectory folder;
    /** Null where the first remains the only one. */
    private final Retraining retraining;
    /** Null before the job is connected. */
    private ModelsWatch watch;

    /**
     * @param every days from one training to the next, if there is to be any
     * @param known all readings before the demo
     */
    DemoModels(
            RecurrentModel first,
            OptionalInt every,
            String bootstrapServers,
            HistoryBuilder known,
            TrainingOptions options,
            ForecastTrainer.Source source) {
        this.log = new ModelLog(bootstrapServers, Map.of(), TOPICS);
        this.first = SharedModel.of(first);
        try {
            this.folder = TemporaryDirectory.create("undercurrent-models");
        } catch (IOException failure) {
            throw new UncheckedIOException("no folder for the files of models", failure);
        }
        this.retraining = every.isEmpty()
                ? null
                : new Retraining(log, folder.path(), known, options, source, every.getAsInt(), first);
    }

    /** The model that the job is started with. */
    SharedModel first() {
        return first;
    }

    /** Lets a job follow the models. */
    JobEnds connect(JobEnds ends, SeriesContract contract) {
        JobEnds all = ends.with(KafkaModels.connect(log, DemoJob.GROUP, first, contract, false, line -> {}));
        watch = new ModelsWatch(log, DemoJob.GROUP);
        return all;
    }

    /** Takes the readings of a day in; returns what has happened to the models since the day before, a line each. */
    List<String> dayEnded(int number, LocalDate date, List<Reading> readings) {
        if (retraining == null) {
            return List.of();
        }
        retraining.dayEnded(number, date, readings);
        List<String> news = new ArrayList<>(retraining.news());
        news.addAll(watch.look());
        return news;
    }

    @Override
    public void close() {
        if (retraining != null) {
            retraining.close();
        }
        if (watch != null) {
            watch.close();
        }
        try {
            folder.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("could not delete " + folder.path(), failure);
        }
    }
}
