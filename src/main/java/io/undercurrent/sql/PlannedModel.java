package io.undercurrent.sql;

import io.undercurrent.model.ForecastModel;
import io.undercurrent.model.usual.UsualModel;
import io.undercurrent.stream.SharedModel;
import java.io.Serializable;

/** A serialisable model, from the plan of a query to its tasks. */
interface PlannedModel extends Serializable {

    ForecastModel get();

    /** One that was read from a file, whose bytes travel with the query. */
    static PlannedModel of(SharedModel file) {
        return file::get;
    }

    /** The one that needs no file. */
    static PlannedModel of(UsualModel model) {
        return () -> model;
    }
}
