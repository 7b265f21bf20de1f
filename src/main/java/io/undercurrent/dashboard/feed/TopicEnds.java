package io.undercurrent.dashboard.feed;

import java.util.OptionalLong;

/** How fast the end of some topics moves, and when the newest message came to it. */
final class TopicEnds {

    private OptionalLong end = OptionalLong.empty();
    private OptionalLong newest = OptionalLong.empty();

    /** Whether an end is known that the next one can be compared with. */
    boolean isKnown() {
        return end.isPresent();
    }

    /**
     * Says when the newest message was written, for topics that have not been seen to move. Times are in milliseconds since 1970; what is
     * not of the past tells nothing, since producers write what they like.
     */
    void begin(OptionalLong written, long now) {
        newest = written.isPresent() && written.getAsLong() > 0 && written.getAsLong() <= now
                ? written
                : OptionalLong.empty();
    }

    /** When the newest message came, in milliseconds since 1970; empty where it is not known. */
    OptionalLong newest() {
        return newest;
    }

    /**
     * Takes in where the end is now.
     *
     * @return messages a second since the last time; NaN where the end is or was not known, or the topic has been made anew
     */
    double look(OptionalLong nowEnd, double seconds, long now) {
        boolean known = end.isPresent() && nowEnd.isPresent() && nowEnd.getAsLong() >= end.getAsLong();
        long came = known ? nowEnd.getAsLong() - end.getAsLong() : 0;
        if (came > 0) {
            newest = OptionalLong.of(now);
        }
        end = nowEnd;
        return known ? came / seconds : Double.NaN;
    }
}
