package io.undercurrent.engine.step;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.Speaker;
import io.undercurrent.engine.window.WindowUpdate.Changed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The forecasts that an update asks for, which the models of its parts make in turn: first those that count, then those of shadows. */
final class Request {

    private final String key;
    private final int changedFrom;
    private final int openFrom;
    private final Long timestamp;
    private final ForecastUpdate.Origin[] made;
    private final Speaker[] beside;
    private boolean endsShadow;

    /**
     * @param timestamp of the update's record, null where it has none
     * @param count of the forecasts that count
     * @param countOfShadows of those that shadows make
     */
    Request(Changed update, Long timestamp, int count, int countOfShadows) {
        // Not the update, whose window changes.
        key = update.key();
        changedFrom = update.changedFrom();
        openFrom = update.openFrom();
        this.timestamp = timestamp;
        made = new ForecastUpdate.Origin[count + countOfShadows];
        beside = new Speaker[countOfShadows];
    }

    /** The series. */
    String key() {
        return key;
    }

    void put(int position, ForecastUpdate.Origin forecast) {
        made[position] = forecast;
    }

    /** Says whose forecast counts, beside that of a shadow. */
    void putBeside(int positionOfShadow, Speaker speaker) {
        beside[positionOfShadow] = speaker;
    }

    /** There is no shadow any more. */
    void endShadow() {
        endsShadow = true;
    }

    void answer(String earlier, Bundle.Receiver receiver) {
        int count = made.length - beside.length;
        List<ForecastUpdate.Origin> origins = List.of(beside.length == 0 ? made : Arrays.copyOf(made, count));
        receiver.receive(
                new ForecastUpdate.Made(key, earlier, openFrom, changedFrom, origins, shadows(count), endsShadow),
                timestamp);
    }

    private List<ForecastUpdate.Shadow> shadows(int from) {
        if (beside.length == 0) {
            return List.of();
        }
        List<ForecastUpdate.Shadow> shadows = new ArrayList<>(beside.length);
        for (int i = 0; i < beside.length; i++) {
            shadows.add(new ForecastUpdate.Shadow(made[from + i], beside[i]));
        }
        return shadows;
    }
}
