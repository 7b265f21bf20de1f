package io.undercurrent.demo;

import io.undercurrent.training.TrainingListener;
import java.net.URI;

/** Receives the progress of a demo, on its thread. */
public interface DemoListener {

    /** What a demo does, in this order. */
    enum Stage {
        STARTING_KAFKA,
        SIMULATING_THE_PAST,
        TRAINING,
        STARTING_FLINK,
        /** The job is started and fed the last days of the past. */
        CATCHING_UP,
        REPLAYING_THE_PRESENT
    }

    void began(Stage stage);

    /** The live page can be opened, and fills as the demo goes on. */
    void pageOpened(URI page);

    void trained(TrainingListener.Progress progress);

    /** Everything runs; days will follow. */
    void running(Setting setting);

    /** Something happened to the models. */
    void told(String line);

    void dayEnded(DayReport report);

    /**
     * What runs where.
     *
     * @param model name of the model in force
     * @param horizon days that a forecast looks ahead
     * @param bootstrapServers where Kafka is, as host and port
     * @param readingsTopic what goes in
     * @param predictionsTopic what comes out
     * @param page the live page
     * @param flink Flink's web page
     */
    record Setting(
            String model,
            int horizon,
            String bootstrapServers,
            String readingsTopic,
            String predictionsTopic,
            URI page,
            URI flink) {}
}
