package io.undercurrent.dashboard.state.model;

import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelEvent.What;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What jobs said of their models: which they took, refused and changed to, and how shadows do beside the live ones. Of comparisons each job's
 * newest counts, until its live model or its shadow is another one. Memory is limited: the oldest news are forgotten.
 */
public final class ModelNews {

    /** Of each kind. */
    static final int MOST = 200;

    /** All but comparisons, the newest first. */
    private final Deque<ModelEvent> changes = new ArrayDeque<>();

    /** By job. */
    private final Map<String, ModelEvent> comparisons = new LinkedHashMap<>();

    private long version;

    /** Takes in events in the order in which jobs wrote them. */
    public synchronized void add(List<ModelEvent> events) {
        for (ModelEvent event : events) {
            if (event.what() == What.COMPARED) {
                comparisons.remove(event.job());
                comparisons.put(event.job(), event);
                dropFirst(comparisons.keySet().iterator(), comparisons.size());
            } else {
                changes.addFirst(event);
                if (changes.size() > MOST) {
                    changes.removeLast();
                }
                if (event.what() != What.REFUSED) {
                    comparisons.remove(event.job());
                }
            }
            version++;
        }
    }

    private static void dropFirst(Iterator<?> all, int size) {
        if (size > MOST) {
            all.next();
            all.remove();
        }
    }

    /** Goes up with each event. */
    public synchronized long version() {
        return version;
    }

    /** What became of models, the newest first. */
    public synchronized List<ModelEvent> changes() {
        return List.copyOf(changes);
    }

    /** How the shadow of each job does, the newest first. */
    public synchronized List<ModelEvent> comparisons() {
        List<ModelEvent> newest = new ArrayList<>();
        comparisons.values().forEach(event -> newest.add(0, event));
        return newest;
    }
}
