package io.undercurrent.dashboard.state;

import io.undercurrent.dashboard.state.day.DistinctCount;
import io.undercurrent.dashboard.state.day.FlagRing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Names of the targets and flags that days have, each with a position that it keeps. They come from messages, which may be anybody's. */
final class ColumnNames {

    /** Targets of all models together; further ones are counted and left out. */
    static final int MOST_TARGETS = 16;

    /** Flags that days can have; further ones are not shown. */
    static final int MOST_FLAGS = Byte.SIZE;

    private static final int LONGEST = 200;

    private final List<String> targets = new ArrayList<>();
    private final DistinctCount targetsLeftOut = new DistinctCount();
    private final List<String> flags = new ArrayList<>();
    /** Of the flags those that turned out to be none, as bits. */
    private int notFlags;

    List<String> targets() {
        return List.copyOf(targets);
    }

    /** The position of a target; -1 where it is not known. */
    int target(String name) {
        return targets.indexOf(name);
    }

    /** Adds a target that is not known yet, which then is no flag; whether it was added. */
    boolean addTarget(String name) {
        if (targets.contains(name)) {
            return false;
        }
        if (targets.size() == MOST_TARGETS || name.isBlank() || name.length() > LONGEST) {
            targetsLeftOut.add(name);
            return false;
        }
        dropFlag(name);
        return targets.add(name);
    }

    /** About how many targets were left out. */
    long targetsLeftOut() {
        return targetsLeftOut.estimate();
    }

    /** The position of a flag, which is added where it is not known yet; -1 where there is no room for it. */
    int addFlag(String name) {
        int position = flags.indexOf(name);
        if (position < 0 && flags.size() < MOST_FLAGS) {
            flags.add(name);
            return flags.size() - 1;
        }
        return position;
    }

    /** Leaves out what turned out to be no flag. Its position stays taken. */
    void dropFlag(String name) {
        int position = flags.indexOf(name);
        notFlags |= position < 0 ? 0 : 1 << position;
    }

    /** The flags that some day has. */
    List<SeriesDetail.Flag> of(FlagRing ring) {
        return IntStream.range(0, flags.size())
                .filter(position -> (notFlags >> position & 1) == 0)
                .mapToObj(position -> new SeriesDetail.Flag(position, flags.get(position), ring.days(position)))
                .filter(flag -> flag.days().length > 0)
                .toList();
    }
}
