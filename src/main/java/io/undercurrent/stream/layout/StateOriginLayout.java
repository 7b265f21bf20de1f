package io.undercurrent.stream.layout;

import io.undercurrent.series.Columns;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.layout.packing.Bytes;
import io.undercurrent.stream.state.StateOrigin;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link StateOrigin} in bytes: the name of the network, its contract, the model of what has no name, and the days of the warm-up.
 * Version 1 had no quantiles; in versions 1 and 2 all hidden states were those of the network; versions up to 3 had no warm-up.
 */
public enum StateOriginLayout implements Layout<StateOrigin> {
    STATE_ORIGIN;

    @Override
    public int version() {
        return 4;
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
        Bytes.writeText(origin.earlier(), out);
        out.writeInt(contract.warmUp());
    }

    @Override
    public StateOrigin read(int version, DataInputView in) throws IOException {
        String network = Bytes.readText(in);
        Columns columns = new Columns(Bytes.readTexts(in), Bytes.readTexts(in));
        int window = in.readInt();
        int horizon = in.readInt();
        int lateness = in.readInt();
        double[] quantiles = version == 1 ? new double[0] : Bytes.readDoubles(in);
        String earlier = version <= 2 ? network : Bytes.readText(in);
        int warmUp = version <= 3 ? SeriesContract.USUAL_WARM_UP : in.readInt();
        List<Double> probabilities = Arrays.stream(quantiles).boxed().toList();
        return new StateOrigin(
                network, new SeriesContract(columns, probabilities, horizon, window, lateness, warmUp), earlier);
    }
}
