package io.undercurrent.dashboard.state;

import java.util.ArrayList;
import java.util.List;

/** Scores of all series for one target, by lead time. */
final class Accuracy {

    /** Lead times beyond are not told apart from it; no horizon is near. */
    private static final int MOST_LEADS = 1000;

    private final List<ScoreTotals> byLead = new ArrayList<>();

    void add(ScoredDay day, int sign) {
        int leads = Math.min(day.leads(), MOST_LEADS);
        while (byLead.size() < leads) {
            byLead.add(new ScoreTotals());
        }
        for (int lead = 0; lead < leads; lead++) {
            byLead.get(lead).add(day, lead, sign);
        }
    }

    List<ScoreTotals> byLead() {
        return byLead.stream().map(ScoreTotals::copy).toList();
    }
}
