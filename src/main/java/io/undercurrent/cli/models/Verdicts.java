package io.undercurrent.cli.models;

import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelEvent.What;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What jobs made of an entry: the last event of each. */
record Verdicts(Collection<ModelEvent> all) {

    static Verdicts of(ModelEntry entry, List<ModelEvent> events) {
        Map<String, ModelEvent> last = new LinkedHashMap<>();
        events.stream()
                .filter(event -> event.what().isVerdict())
                .filter(event -> event.entry().isSameDecisionAs(entry))
                .forEach(event -> last.put(event.job(), event));
        return new Verdicts(last.values());
    }

    /** Whether each job that judged it refused it, and at least one did. */
    boolean areRefusals() {
        return !all.isEmpty() && all.stream().allMatch(event -> event.what() == What.REFUSED);
    }
}
