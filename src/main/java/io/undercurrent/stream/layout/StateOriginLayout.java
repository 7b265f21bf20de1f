package io.undercurrent.stream.layout;

import io.undercurrent.series.Columns;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.state.StateOrigin;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link StateOrigin} in bytes: the name of the network, then its contract. Version 1 told no quantiles. */
public enum StateOriginLayout implements Layout<StateOrigin> {
    STATE_ORIGIN;

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Class<StateOrigin> type() {
        return StateOrigin.class;
    }

    @Override
    public void write(StateOrigin origin, DataOutputView out) throws IOException {
        SeriesContract contract = origin.contract();
        Bytes.writeText(origin.network(), out);
        Bytes.writeTexts(contract.columns().targets(), out);
        Bytes.writeTexts(contract.columns().covariates(), out);
        out.writeInt(contract.window());
        out.writeInt(contract.horizon());
        out.writeInt(contract.lateness());
        double[] quantiles =
                contract.quantiles().stream().mapToDouble(Double::doubleValue).toArray();
        Bytes.writeDoubles(quantiles, out);
    }

    @Override
    public StateOrigin read(int version, DataInputView in) throws IOException {
        String network = Bytes.readText(in);
        Columns columns = new Columns(Bytes.readTexts(in), Bytes.readTexts(in));
        int window = in.readInt();
        int horizon = in.readInt();
        int lateness = in.readInt();
        double[] quantiles = version == 1 ? new double[0] : Bytes.readDoubles(in);
        return new StateOrigin(
                network,
                new SeriesContract(columns, Arrays.stream(quantiles).boxed().toList(), horizon, window, lateness));
    }
}
