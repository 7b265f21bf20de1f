package io.undercurrent.simulator;

import io.undercurrent.series.Reading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The way from a store to its reader, on which readings get lost, are doubled or arrive late. It keeps an account of all of
 * them: what was delivered equals what was accepted, less what got lost or is still held back, plus what was doubled.
 */
public final class FaultyTransport {

    /** Most days that a late reading takes. */
    public static final int LATEST_DAYS = 7;

    private final FaultOptions options;
    private final SplittableRandom random;
    private final Consumer<Reading> receiver;
    /** What is held back, the first list until the end of this day. */
    private final Deque<List<Reading>> heldBack = new ArrayDeque<>();

    private long accepted;
    private long lost;
    private long doubled;
    private long late;
    private long delivered;

    /**
     * @param receiver gets the readings in the order in which they arrive
     */
    public FaultyTransport(FaultOptions options, long seed, Consumer<Reading> receiver) {
        this.options = options;
        this.random = Seeds.random(seed, Seeds.Purpose.TRANSPORT, 0);
        this.receiver = receiver;
        for (int days = 0; days <= LATEST_DAYS; days++) {
            heldBack.add(new ArrayList<>());
        }
    }

    /** Takes a reading on its way. */
    public void accept(Reading reading) {
        accepted++;
        // Each fault draws its own number, whatever the others decide: one option does not change what another hits.
        boolean loses = random.nextDouble() < options.gaps();
        boolean doubles = random.nextDouble() < options.duplicates();
        boolean delays = random.nextDouble() < options.late();
        int delay = random.nextInt(1, LATEST_DAYS + 1);
        if (loses) {
            lost++;
        } else if (delays) {
            late++;
            heldBack.stream().skip(delay).findFirst().orElseThrow().add(reading);
        } else {
            deliver(reading);
            if (doubles) {
                doubled++;
                deliver(reading);
            }
        }
    }

    /** Ends a day: late readings whose time has come arrive. */
    public void endDay() {
        List<Reading> due = heldBack.removeFirst();
        due.forEach(this::deliver);
        due.clear();
        heldBack.addLast(due);
    }

    /** Delivers all that is still held back. */
    public void flush() {
        for (int days = 0; days <= LATEST_DAYS; days++) {
            endDay();
        }
    }

    private void deliver(Reading reading) {
        delivered++;
        receiver.accept(reading);
    }

    /** The account so far. */
    public Account account() {
        return new Account(accepted, lost, doubled, late, delivered);
    }

    /**
     * What became of the readings.
     *
     * @param accepted readings that were sent
     * @param lost of these, never delivered
     * @param doubled of these, delivered twice
     * @param late of these, delivered days later or still held back
     * @param delivered deliveries altogether
     */
    public record Account(long accepted, long lost, long doubled, long late, long delivered) {}
}
