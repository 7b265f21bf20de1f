package io.undercurrent.dashboard.state;

import java.util.ArrayList;
import java.util.List;

/** The newest forecast of one target of a series and those from earlier origins, the latest revision of each, oldest origin first. */
final class ForecastTrail {

    /** Origins kept at most, where memory allows. */
    static final int LONGEST = 56;

    private final List<TargetForecast> trail = new ArrayList<>(2);

    /** Null where there is none yet. */
    TargetForecast newest() {
        return trail.isEmpty() ? null : trail.get(trail.size() - 1);
    }

    /** The forecast from an origin, or null where none is kept. */
    TargetForecast from(int origin) {
        int position = position(origin);
        return position < trail.size() && trail.get(position).origin() == origin ? trail.get(position) : null;
    }

    int size() {
        return trail.size();
    }

    int[] origins() {
        return trail.stream().mapToInt(TargetForecast::origin).toArray();
    }

    /** Who spoke from which origin on. */
    List<SeriesDetail.Spoken> models() {
        List<SeriesDetail.Spoken> models = new ArrayList<>();
        String before = null;
        for (TargetForecast forecast : trail) {
            if (!forecast.model().equals(before)) {
                before = forecast.model();
                models.add(new SeriesDetail.Spoken(forecast.origin(), before));
            }
        }
        return models;
    }

    /** Takes a forecast in unless a later revision is there or it is older than all of a full trail; returns the bytes gained. */
    long add(TargetForecast forecast) {
        int position = position(forecast.origin());
        if (position < trail.size() && trail.get(position).origin() == forecast.origin()) {
            TargetForecast before = trail.get(position);
            if (forecast.revision() < before.revision()) {
                return 0;
            }
            trail.set(position, forecast);
            return Footprint.of(forecast) - Footprint.of(before);
        }
        if (trail.size() == LONGEST) {
            if (position == 0) {
                return 0;
            }
            long gone = dropOldest();
            trail.add(position - 1, forecast);
            return Footprint.of(forecast) - gone;
        }
        trail.add(position, forecast);
        return Footprint.of(forecast);
    }

    /** Forgets the oldest forecast, never the newest; returns the bytes that this frees. */
    long dropOldest() {
        return trail.size() < 2 ? 0 : Footprint.of(trail.remove(0));
    }

    /** Where a forecast from {@code origin} is, or belongs. Nearly always at the end. */
    private int position(int origin) {
        int position = trail.size();
        while (position > 0 && trail.get(position - 1).origin() >= origin) {
            position--;
        }
        return position;
    }
}
