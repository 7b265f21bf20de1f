package io.undercurrent.job.kafka;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job that holds a consumer group.
 *
 * @param since when it was submitted
 * @param job identifies the job; the same after a restart
 * @param host the machine that its connection comes from
 */
record Owner(Instant since, String job, String host) {

    /** Oldest first; the order of two of the same age is fixed. */
    static final Comparator<Owner> BY_AGE = Comparator.comparing(Owner::since).thenComparing(Owner::job);

    private static final Pattern CLIENT_ID = Pattern.compile("owner-(\\d{1,18})-(.+)");

    /** The one that a member of the group stands for; empty if it is no job of ours. */
    static Optional<Owner> of(String clientId, String host) {
        Matcher parts = CLIENT_ID.matcher(clientId);
        return parts.matches()
                ? Optional.of(new Owner(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2), host))
                : Optional.empty();
    }

    /** By which the members of the group know it. */
    String clientId() {
        return "owner-" + since.toEpochMilli() + "-" + job;
    }

    @Override
    public String toString() {
        return "the job that was started at " + since.truncatedTo(ChronoUnit.SECONDS) + " and runs at "
                + host.replaceFirst("^/", "");
    }
}
