package io.undercurrent.stream.layout;

import io.undercurrent.stream.state.StateOrigin;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link StateOrigin} in bytes: the name of the model, the names of the columns, and three numbers. */
public enum StateOriginLayout implements Layout<StateOrigin> {
    STATE_ORIGIN;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<StateOrigin> type() {
        return StateOrigin.class;
    }

    @Override
    public void write(StateOrigin origin, DataOutputView out) throws IOException {
        Bytes.writeText(origin.model(), out);
        Bytes.writeTexts(origin.targets(), out);
        Bytes.writeTexts(origin.covariates(), out);
        out.writeInt(origin.window());
        out.writeInt(origin.horizon());
        out.writeInt(origin.lateness());
    }

    @Override
    public StateOrigin read(int version, DataInputView in) throws IOException {
        return new StateOrigin(
                Bytes.readText(in), Bytes.readTexts(in), Bytes.readTexts(in), in.readInt(), in.readInt(), in.readInt());
    }
}
