package io.undercurrent.format.result.row;

import java.io.Serializable;

/** Makes the encoders of tables, wherever a job writes them. */
public interface RowEncoders extends Serializable {

    /** Plain JSON. */
    RowEncoders PLAIN = name -> new PlainRows();

    /** JSON with the schema of Kafka Connect. */
    RowEncoders CONNECT = ConnectRows::new;

    /**
     * Makes an encoder.
     *
     * @param name of the type of rows, see {@link RowType}
     */
    RowEncoder encoder(String name);
}
