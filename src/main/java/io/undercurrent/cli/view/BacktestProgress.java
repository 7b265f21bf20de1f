package io.undercurrent.cli.view;

import io.undercurrent.evaluation.BacktestListener;
import io.undercurrent.format.Counted;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The progress of a backtest: a bar on a terminal, a line a method elsewhere. */
public final class BacktestProgress implements BacktestListener, AutoCloseable {

    private final PrintWriter err;
    private final boolean terminal = System.console() != null;
    private ProgressBar bar;

    /**
     * @param err receives the lines where there is no terminal
     */
    public BacktestProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void onProgress(String method, long forecasts, long expected) {
        if (forecasts == 0) {
            begin(method, expected);
        }
        if (bar != null) {
            bar.stepTo(forecasts);
        }
    }

    private void begin(String method, long expected) {
        close();
        if (terminal) {
            bar = new ProgressBarBuilder()
                    .setTaskName(method)
                    .setInitialMax(expected)
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                    .setUpdateIntervalMillis(200)
                    .clearDisplayOnFinish()
                    .build();
        } else {
            err.printf(Locale.ROOT, "%s: %s%n", method, Counted.of(expected, "forecast"));
            err.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
