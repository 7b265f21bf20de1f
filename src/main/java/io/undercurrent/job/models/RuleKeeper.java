package io.undercurrent.job.models;

import io.undercurrent.format.models.ModelEntry;
import io.undercurrent.format.models.ModelEvent;
import io.undercurrent.format.models.ModelEvent.What;
import io.undercurrent.format.models.ModelFigures;
import io.undercurrent.format.models.ModelRole;
import io.undercurrent.format.models.ModelRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a shadow the live model where its rule says so.
 *
 * <p>What holds is what stands in the topics, and not what a task remembers: a decision is made for the live model and the shadow that
 * stand there, so that it is made once, whoever starts again from whichever checkpoint. A decision that was written in part is
 * completed.
 */
final class RuleKeeper {

    private static final double PERCENT = 100;

    private final ModelLog log;
    private final String job;

    /**
     * @param job its consumer group
     */
    RuleKeeper(ModelLog log, String job) {
        this.log = log;
        this.job = job;
    }

    /**
     * Decides on a shadow.
     *
     * @param entries of the topic
     * @param figures of the shadow that stands there
     * @param newest the newest day of the job
     */
    void keep(Map<ModelRole, ModelEntry> entries, ModelFigures figures, int newest) {
        ModelEntry shadow = entries.get(ModelRole.SHADOW);
        ModelRule rule = shadow.watch().rule();
        if (rule == null) {
            return;
        }
        ModelEntry live = entries.get(ModelRole.LIVE);
        if (live != null
                && live.checksum().equals(shadow.checksum())
                && live.pushed().isAfter(shadow.pushed())) {
            complete(live, Optional.ofNullable(entries.get(ModelRole.PREVIOUS)), shadow, figures);
            return;
        }
        Optional<ModelEntry> before = live == null ? ownModel() : Optional.of(live);
        boolean moot = before.filter(it -> it.model().equals(figures.live())).isEmpty()
                || newest >= shadow.watch().until();
        if (!moot && rule.decides(figures)) {
            List<ModelEntry> change = shadow.inPlaceOf(before, newest + 1, Instant.now());
            log.push(change);
            complete(change.get(change.size() - 1), before, shadow, figures);
        }
    }

    /** The model that the job began with. */
    private Optional<ModelEntry> ownModel() {
        return log.events().stream()
                .filter(event -> event.what() == What.STARTED && event.job().equals(job))
                .reduce((earlier, later) -> later)
                .map(ModelEvent::entry);
    }

    /** The shadow is live: says so, and then watches the model before, or nothing. */
    private void complete(ModelEntry live, Optional<ModelEntry> before, ModelEntry shadow, ModelFigures figures) {
        ModelRule rule = shadow.watch().rule();
        What what = shadow.isBefore() ? What.ROLLED_BACK : What.PROMOTED;
        boolean told = log.events().stream()
                .anyMatch(event -> event.what() == what && event.entry().isSameDecisionAs(live));
        if (!told) {
            log.write(new ModelEvent(what, Instant.now(), job, live, why(rule, figures), Optional.of(figures)));
        }
        List<ModelEntry> next = new ArrayList<>();
        if (rule.rollbackDays() > 0 && before.isPresent()) {
            next.add(before.get().watching(live.from(), live.pushed(), rule.rollbackDays(), rule.back()));
        } else {
            next.add(shadow.withoutSeries(live.from(), live.pushed()));
        }
        log.push(next);
    }

    private static String why(ModelRule rule, ModelFigures figures) {
        return String.format(
                Locale.ROOT,
                "its pinball loss was %.2f %% lower than that of %s on %d days, with a standard error of %.2f points: more than %.2f %%"
                        + " with a confidence of %.2f %%, %.2f %% was asked for",
                PERCENT * figures.gain(),
                figures.live(),
                figures.days(),
                PERCENT * figures.standardError(),
                PERCENT * rule.gain(),
                PERCENT * rule.confidence(figures),
                PERCENT * rule.confidence());
    }
}
