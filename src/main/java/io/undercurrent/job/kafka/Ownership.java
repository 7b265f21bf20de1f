package io.undercurrent.job.kafka;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * A job's exclusive use of its consumer group and transaction names. Flink's source does not join the group, so brokers
 * do not know whether a job runs. The job therefore joins a second group, whose members brokers drop soon after the job
 * has died.
 *
 * @param group the job's consumer group
 * @param since when the job was submitted
 * @param job what tells it from other jobs; the same after a restart
 */
record Ownership(String group, Instant since, String job) implements Serializable {

    /** Of a member that is silent: the least that brokers allow by default. */
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

    /** Of a member that no longer asks, although its heart still beats. */
    static final Duration POLL_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration PATIENCE = SESSION_TIMEOUT.plus(POLL_TIMEOUT).plusSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** The group whose member holds {@code group}. */
    static String ownerGroup(String group) {
        return group + ".owner";
    }

    /** By which the members of the owner group know the job. */
    String clientId() {
        return new Owner(since, job, "").clientId();
    }

    /**
     * Waits until no other job holds the group, as long as it takes the brokers to notice that one has died.
     *
     * @param say receives a line if there is something to wait for
     * @throws KafkaRefusalException if another job is alive
     */
    void awaitFree(KafkaAdmin admin, Consumer<String> say) {
        List<Owner> others = admin.others(this);
        if (others.isEmpty()) {
            return;
        }
        say.accept("The group " + group + " is held by " + others.get(0) + ": waits up to " + PATIENCE.toSeconds()
                + " s, in case that job has died");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!others.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw refusal(others.get(0));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            others = admin.others(this);
        }
    }

    /** That {@code other} holds the group. */
    KafkaRefusalException refusal(Owner other) {
        return new KafkaRefusalException(
                "group " + group + ": expected a group that only this job uses, but it belongs to "
                        + other
                        + ". Each job needs its own group and its own topic of predictions. Otherwise jobs overwrite each"
                        + " other's forecasts and end each other's transactions. The group follows from --predictions-topic"
                        + " unless --group is given");
    }

    /** The jobs that hold the group, besides this one. */
    List<Owner> others(Admin admin) throws ExecutionException, InterruptedException {
        String name = ownerGroup(group);
        try {
            return admin.describeConsumerGroups(List.of(name)).describedGroups().get(name).get().members().stream()
                    .map(member -> Owner.of(member.clientId(), member.host()))
                    .flatMap(Optional::stream)
                    .filter(owner -> !owner.job().equals(job))
                    .sorted(Owner.BY_AGE)
                    .toList();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw failure;
        }
    }
}
