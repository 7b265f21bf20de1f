package io.undercurrent.cli.training;

import io.undercurrent.training.TrainingListener;
import io.undercurrent.training.TrainingOutcome;
import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar with the losses, redrawn on a terminal and a line a look elsewhere. */
public final class TrainingView implements TrainingListener, AutoCloseable {

    private final PrintWriter err;
    private final ProgressBar bar;
    private double shown = Double.NaN;
    private TrainingOutcome outcome;

    public TrainingView(int steps, PrintWriter err) {
        this.err = err;
        bar = System.console() == null
                ? null
                : new ProgressBarBuilder()
                        .setTaskName("train")
                        .setInitialMax(steps)
                        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                        .setUpdateIntervalMillis(200)
                        .build();
    }

    @Override
    public void onProgress(Progress progress) {
        // The first look comes before the first step, when there is no training loss yet.
        String losses = (Double.isNaN(progress.trainingLoss())
                        ? ""
                        : String.format(Locale.ROOT, "loss %.4f, ", progress.trainingLoss()))
                + String.format(
                        Locale.ROOT,
                        "validation %.4f, kept %.4f",
                        progress.validationLoss(),
                        progress.bestValidationLoss());
        if (bar != null) {
            bar.maxHint(progress.steps());
            bar.stepTo(progress.step());
            bar.setExtraMessage(losses);
        } else if (Double.compare(progress.validationLoss(), shown) != 0) {
            shown = progress.validationLoss();
            err.printf(Locale.ROOT, "step %d of %d: %s%n", progress.step(), progress.steps(), losses);
            err.flush();
        }
    }

    @Override
    public void onEnd(TrainingOutcome ended) {
        outcome = ended;
    }

    /** How the training ended. */
    public TrainingOutcome outcome() {
        return outcome;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
