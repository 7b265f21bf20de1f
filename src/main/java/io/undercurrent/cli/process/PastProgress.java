package io.undercurrent.cli.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.JobID;

/**
 * Says how far a job has read the past, which gives no forecasts: every ten seconds, as rows of a file are told, and once more when that is
 * over. The metrics of the source know, which Flink renews every ten seconds.
 */
public final class PastProgress {

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final boolean expected;
    private final long rows;
    private final Consumer<String> say;
    private final LongSupplier clock;
    private long said;
    private long before;
    private long mostBefore;
    /** Whether Flink has started the job again since: it counts from there, and nobody knows how much is left. */
    private boolean anew;

    private boolean begun;
    private boolean over;

    /**
     * @param past what the job was told to begin with: how many readings of a file, 0 where that is not known; empty where it begins with
     *     none, or goes on from a checkpoint that may be in the middle of it
     * @param say receives the lines
     */
    public PastProgress(OptionalLong past, Consumer<String> say) {
        this(past, say, System::nanoTime);
    }

    /**
     * @param clock nanoseconds since some moment
     */
    PastProgress(OptionalLong past, Consumer<String> say, LongSupplier clock) {
        expected = past.isPresent();
        rows = past.orElse(0);
        this.say = say;
        this.clock = clock;
        said = clock.getAsLong();
    }

    /** Has a look at a job, and says what is new. */
    void look(FlinkAnswers flink, JobID job) throws InterruptedException {
        if (over) {
            return;
        }
        String source = source(flink, job);
        if (source == null) {
            return;
        }
        String manager = source + "/jm-operator-metrics";
        OptionalLong unread = metric(flink, manager, "pastUnread", "value");
        if (unread.isPresent()) {
            tell(
                    unread.getAsLong() == 0,
                    metric(flink, source + "/subtasks/metrics", "pastRead", "sum")
                            .orElse(0),
                    metric(flink, manager, "pastMessages", "value").orElse(0));
        }
    }

    /**
     * Says what is new.
     *
     * @param ended whether all has been read
     * @param read messages read since the job was started, or started again
     * @param most messages that topics have of it, as far as that is known: nothing in a job that goes on from a checkpoint
     */
    void tell(boolean ended, long read, long most) {
        anew |= read < before || most < mostBefore;
        before = read;
        mostBefore = most;
        begun |= !ended;
        if (ended) {
            over = true;
            if (begun || expected) {
                say.accept(String.format(Locale.ROOT, "The past has been read: %,d messages%s", read, since()));
            }
        } else if (clock.getAsLong() - said >= PAUSE_NANOS) {
            said = clock.getAsLong();
            say.accept(String.format(Locale.ROOT, "The past: %,d messages read%s", read, anew ? since() : of(most)));
        }
    }

    private String since() {
        return anew ? " since the job was started again" : "";
    }

    /** Some places of a topic hold no message. */
    private String of(long most) {
        if (most > 0) {
            return String.format(Locale.ROOT, " of %,d at most", rows + most);
        }
        return rows > 0 ? String.format(Locale.ROOT, " of %,d", rows) : "";
    }

    /** Where Flink has what it knows of the source of readings; null while it knows none. */
    private static String source(FlinkAnswers flink, JobID job) throws InterruptedException {
        for (JsonNode vertex : flink.ask("/jobs/" + job).path("vertices")) {
            if (vertex.path("name").asText().startsWith("Source: readings")) {
                return "/jobs/" + job + "/vertices/" + vertex.path("id").asText();
            }
        }
        return null;
    }

    /** A metric whose whole name, with those of operators before it, is found first. */
    private static OptionalLong metric(FlinkAnswers flink, String place, String name, String field)
            throws InterruptedException {
        for (JsonNode metric : flink.ask(place)) {
            String whole = metric.path("id").asText();
            if (whole.endsWith("." + name)) {
                JsonNode value = flink.ask(place + "?get=" + URLEncoder.encode(whole, StandardCharsets.UTF_8))
                        .path(0)
                        .path(field);
                return value.isMissingNode() ? OptionalLong.empty() : OptionalLong.of((long) value.asDouble());
            }
        }
        return OptionalLong.empty();
    }
}
