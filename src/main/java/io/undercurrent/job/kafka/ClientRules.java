package io.undercurrent.job.kafka;

import io.undercurrent.job.kafka.KafkaOptions.Delivery;
import java.util.Map;
import java.util.Set;

/** Kafka client settings that users may not change, because the job's guarantees depend on them. */
final class ClientRules {

    /** Settings that follow from the options, or that the job's own code relies on. */
    private static final Set<String> OWNED = Set.of(
            "bootstrap.servers",
            "group.id",
            "key.deserializer",
            "value.deserializer",
            "key.serializer",
            "value.serializer",
            "transactional.id",
            "enable.auto.commit",
            "auto.offset.reset",
            "enable.idempotence",
            "max.request.size");

    /** With more requests in flight, brokers do not keep the order of messages that are sent again. */
    private static final int MOST_IN_FLIGHT = 5;

    private final Map<String, String> properties;

    private ClientRules(Map<String, String> properties) {
        this.properties = properties;
    }

    /**
     * @throws IllegalArgumentException if a setting breaks what {@code delivery} promises; it names the setting and why
     */
    static void check(Map<String, String> properties, Delivery delivery) {
        ClientRules rules = new ClientRules(properties);
        for (String name : properties.keySet()) {
            if (OWNED.contains(name)) {
                throw refusal(name, "one that the job does not set itself, as it does with this one");
            }
        }
        rules.checkProducers();
        if (delivery == Delivery.EXACTLY_ONCE) {
            rules.checkTransactions();
        }
    }

    private void checkProducers() {
        String acks = properties.getOrDefault("acks", "all");
        if (!acks.equals("all") && !acks.equals("-1")) {
            throw refusal(
                    "acks", "all, because with less a result is lost with the broker that took it, but got " + acks);
        }
        requireNumber("retries", 1, Integer.MAX_VALUE, "because a result that is not sent again is lost");
        requireNumber(
                "max.in.flight.requests.per.connection",
                1,
                MOST_IN_FLIGHT,
                "because with more a forecast that is sent again can overtake a newer one");
        if (Boolean.parseBoolean(properties.get("partitioner.ignore.keys"))
                || properties.containsKey("partitioner.class")) {
            String name = properties.containsKey("partitioner.class") ? "partitioner.class" : "partitioner.ignore.keys";
            throw refusal(
                    name,
                    "none, because a compacted topic holds the newest forecast of each series only if all of a series go"
                            + " to one partition");
        }
    }

    private void checkTransactions() {
        requireNumber(
                "transaction.timeout.ms",
                1,
                Integer.MAX_VALUE,
                "in milliseconds, and longer than from one checkpoint to the next");
        String isolation = properties.getOrDefault("isolation.level", "read_committed");
        if (!isolation.equals("read_committed")) {
            throw refusal(
                    "isolation.level",
                    "read_committed, because with exactly-once a reading whose transaction failed was never sent, but got "
                            + isolation);
        }
    }

    private void requireNumber(String name, int least, int most, String why) {
        String value = properties.get(name);
        if (value == null) {
            return;
        }
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return;
            }
        } catch (NumberFormatException none) {
            // Refused like one that is out of bounds.
        }
        String bounds = most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
        throw refusal(name, bounds + ", " + why + ", but got " + value);
    }

    private static IllegalArgumentException refusal(String name, String expected) {
        return new IllegalArgumentException("Kafka property " + name + ": expected " + expected);
    }
}
