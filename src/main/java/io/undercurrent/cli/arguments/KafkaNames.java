package io.undercurrent.cli.arguments;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The names of Kafka's settings. Its clients pass over those that they do not know, because plug-ins have settings of their own, so that a
 * slip of the pen in one on security shows as a broker that does not answer.
 */
public final class KafkaNames {

    /** What other programs put before the names. */
    private static final Pattern PREFIX =
            Pattern.compile("^((properties|kafka|spring|common|client|consumer|producer|admin|override)[.])+");

    private static final LevenshteinDistance TYPOS = new LevenshteinDistance(2);

    private static final Set<String> KNOWN = new HashSet<>();

    static {
        KNOWN.addAll(ConsumerConfig.configNames());
        KNOWN.addAll(ProducerConfig.configNames());
        KNOWN.addAll(AdminClientConfig.configNames());
    }

    private KafkaNames() {}

    /**
     * Makes sure that no name is one that Kafka knows but for a slip of the pen, or for what other programs put before it.
     *
     * @throws IllegalArgumentException that names the one that may have been meant
     */
    public static void check(Set<String> names) {
        for (String name : names) {
            meant(name).ifPresent(known -> {
                throw new IllegalArgumentException("Kafka property " + name
                        + ": expected a name that Kafka's clients know, or that of a plug-in; " + known
                        + " may be meant");
            });
        }
    }

    private static Optional<String> meant(String name) {
        if (KNOWN.contains(name)) {
            return Optional.empty();
        }
        String plain = PREFIX.matcher(name.toLowerCase(Locale.ROOT).replaceAll("[_-]", "."))
                .replaceFirst("");
        if (KNOWN.contains(plain)) {
            return Optional.of(plain);
        }
        return KNOWN.stream()
                .filter(known -> TYPOS.apply(plain, known) >= 0)
                .min(Comparator.comparing((String known) -> TYPOS.apply(plain, known))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
