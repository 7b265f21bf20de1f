package io.undercurrent.cli.process;

import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import picocli.CommandLine.Option;

/** What a job is called, and how its results reach Kafka. */
public final class JobNameAndDelivery {

    @Option(names = "--name", paramLabel = "NAME", description = "The name of the job (default: ${DEFAULT-VALUE}).")
    private String name;

    @Option(
            names = "--delivery",
            paramLabel = "KIND",
            description = "exactly-once or at-least-once (default: ${DEFAULT-VALUE}). With exactly-once, consumers with"
                    + " isolation.level=read_committed see results once the next checkpoint is complete.")
    private Delivery delivery = Delivery.EXACTLY_ONCE;

    /**
     * @param name of a job that is given none
     */
    public JobNameAndDelivery(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public Delivery delivery() {
        return delivery;
    }
}
