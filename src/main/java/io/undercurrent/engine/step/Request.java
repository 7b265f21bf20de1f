package io.undercurrent.engine.step;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.engine.window.WindowUpdate.Changed;
import java.util.List;

/** The forecasts that an update asks for, which the models of its parts make in turn. */
final class Request {

    private final String key;
    private final int changedFrom;
    private final int openFrom;
    private final Long timestamp;
    private final ForecastUpdate.Origin[] made;

    /**
     * @param timestamp of the update's record, null where it has none
     * @param count of the forecasts
     */
    Request(Changed update, Long timestamp, int count) {
        // Not the update, whose window changes.
        key = update.key();
        changedFrom = update.changedFrom();
        openFrom = update.openFrom();
        this.timestamp = timestamp;
        made = new ForecastUpdate.Origin[count];
    }

    void put(int position, ForecastUpdate.Origin forecast) {
        made[position] = forecast;
    }

    void answer(String earlier, Bundle.Receiver receiver) {
        receiver.receive(new ForecastUpdate.Made(key, earlier, openFrom, changedFrom, List.of(made)), timestamp);
    }
}
