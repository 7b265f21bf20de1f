package io.undercurrent.dashboard.state;

import io.undercurrent.dashboard.state.day.DayRing;
import io.undercurrent.dashboard.state.day.DayValues;
import io.undercurrent.dashboard.state.day.FlagRing;
import java.util.Arrays;
import java.util.List;

/** The data of one series. Except for the key, only the {@link Board} accesses it, under its lock. */
public final class SeriesState {

    private static final TargetState[] NONE = {};

    private final String key;
    /** By the target's position; null where nothing came of it. */
    private TargetState[] targets = NONE;
    /** Null until a day has one. */
    private FlagRing flags;
    /** Waits for something to confirm its day; null where none does. */
    private DayValues held;
    /** Goes up with each change; 0 while nothing is known that a page could show. */
    private long version;

    SeriesState(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    /** Null where nothing came of the target. */
    TargetState target(int position) {
        return position >= 0 && position < targets.length ? targets[position] : null;
    }

    /** Null where nothing that could be shown came of the target. */
    TargetState shown(int position) {
        TargetState target = target(position);
        return target != null && target.isShown() ? target : null;
    }

    void begin(int position, TargetState target) {
        if (position >= targets.length) {
            targets = Arrays.copyOf(targets, position + 1);
        }
        targets[position] = target;
    }

    FlagRing flags() {
        return flags;
    }

    void begin(FlagRing ofSeries) {
        flags = ofSeries;
    }

    /**
     * Decides what to show after a message, in the order of the days: nothing, its day, or its day and the one held
     * before.
     *
     * <p>The topic also contains readings that the job rejects, and one wrong date far ahead would push out all other
     * days. Such a day is held until a message of another day near it, or {@linkplain #confirmed a forecast}, confirms
     * it; a message of a distant day refutes it. Further messages of the same day do not confirm it, because a sender
     * with a wrong date often repeats it.
     *
     * @param days of history that are kept
     * @param elsewhere the newest day of all series, for a series of which nothing is known; {@link DayRing#NONE} where there is none
     */
    List<DayValues> believe(DayValues came, int days, int elsewhere) {
        DayValues before = held;
        held = null;
        if (!isJump(came.day(), days, elsewhere)) {
            return List.of(came);
        }
        long after = before == null ? 0 : (long) came.day() - before.day();
        if (after != 0 && Math.abs(after) <= days) {
            return after > 0 ? List.of(before, came) : List.of(came, before);
        }
        held = before != null && after == 0 ? came.after(before) : came;
        return List.of();
    }

    /** What is held where a forecast has confirmed its day, and then no longer is; else null. */
    DayValues confirmed(int days) {
        DayValues confirmed = held != null && !isJump(held.day(), days, DayRing.NONE) ? held : null;
        if (confirmed != null) {
            held = null;
        }
        return confirmed;
    }

    /** Whether a day would push out all that is known. */
    private boolean isJump(int day, int days, int elsewhere) {
        int newest = newest(elsewhere);
        return newest != DayRing.NONE && day - (long) newest >= days;
    }

    /** The newest day of any target, or {@code elsewhere} where none has any. */
    int newest(int elsewhere) {
        int newest = DayRing.NONE;
        for (TargetState target : targets) {
            newest = Math.max(newest, target == null ? DayRing.NONE : target.newest());
        }
        return newest == DayRing.NONE ? elsewhere : newest;
    }

    long version() {
        return version;
    }

    void changed(long to) {
        version = to;
    }

    /** How many forecasts and scored days could be forgotten. */
    int spare() {
        int spare = 0;
        for (TargetState target : targets) {
            spare += target == null ? 0 : target.spare();
        }
        return spare;
    }

    /** Forgets the oldest forecasts and scored days that can be spared; returns the bytes that this frees. */
    long forgetOldest() {
        long freed = 0;
        for (TargetState target : targets) {
            freed += target == null ? 0 : target.forgetOldest();
        }
        return freed;
    }
}
