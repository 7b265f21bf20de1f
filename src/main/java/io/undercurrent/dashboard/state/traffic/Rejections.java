package io.undercurrent.dashboard.state.traffic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The newest rejected messages and how many there were for each reason. */
public final class Rejections {

    /** Messages kept. */
    public static final int LONGEST = 200;

    /** A foreign writer of the topic could invent reasons without end; beyond so many they are counted as one. */
    private static final int MOST_REASONS = 64;

    private static final String OTHERS = "other";

    private final Deque<RejectedMessage> newest = new ArrayDeque<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long version;

    public synchronized void add(List<RejectedMessage> messages) {
        for (RejectedMessage message : messages) {
            boolean known = counts.containsKey(message.reason()) || counts.size() < MOST_REASONS;
            counts.merge(known ? message.reason() : OTHERS, 1L, Long::sum);
            newest.addLast(message);
            if (newest.size() > LONGEST) {
                newest.removeFirst();
            }
            version++;
        }
    }

    /** Goes up with each message. */
    public synchronized long version() {
        return version;
    }

    public synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** The newest messages, the newest first. */
    public synchronized List<RejectedMessage> newest(int count) {
        List<RejectedMessage> messages = new ArrayList<>(newest);
        Collections.reverse(messages);
        return messages.subList(0, Math.min(count, messages.size()));
    }
}
