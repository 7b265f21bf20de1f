package io.undercurrent.cli.view;

import io.undercurrent.demo.DayReport;
import io.undercurrent.demo.DayReport.StoreLine;
import io.undercurrent.demo.DayReport.TargetErrors;
import io.undercurrent.demo.DemoListener;
import io.undercurrent.demo.Score;
import io.undercurrent.series.Forecast;
import io.undercurrent.training.TrainingListener;
import java.io.PrintWriter;
import java.net.URI;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.text.WordUtils;
import picocli.CommandLine.Help.Ansi;

/**
 * A demo as text. On a terminal one table is drawn over and over; elsewhere each day is a line, and the table comes once, at
 * the end. Lines stay below 80 columns and within ASCII, which every terminal can show.
 */
public final class DemoView implements DemoListener {

    private static final int BAR_WIDTH = 30;
    private static final int WIDTH = 79;
    /** Lines of them. */
    private static final int MOST_NEWS = 8;

    private static final int PLAIN_PROGRESS_EVERY = 100;
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintWriter out;
    private final boolean live;
    private final String log;

    private final long start = System.nanoTime();
    /** The newest, below the table of a terminal. */
    private final Deque<String> news = new ArrayDeque<>();

    private int linesDrawn;
    private DayReport newest;

    /**
     * @param live whether {@code out} is a terminal that understands ANSI escapes
     * @param log the file with the logs of the frameworks, or null if it is not known
     */
    public DemoView(PrintWriter out, boolean live, String log) {
        this.out = out;
        this.live = live;
        this.log = log;
    }

    @Override
    public void began(Stage stage) {
        String what = switch (stage) {
            case SIMULATING_THE_PAST -> "simulating the past of the stores";
            case TRAINING -> "training a recurrent network on it";
            case STARTING_KAFKA -> "starting Kafka in this process";
            case STARTING_FLINK -> "starting Flink in this process";
            case CATCHING_UP -> "starting the job and feeding it the last months";
            case REPLAYING_THE_PRESENT -> "replaying the present";
        };
        line(format("%5.1f s  %s", (System.nanoTime() - start) / 1e9, what));
        out.flush();
    }

    @Override
    public void pageOpened(URI page) {
        line("         watch it at @|bold " + page + "|@");
        out.flush();
    }

    @Override
    public void trained(TrainingListener.Progress progress) {
        boolean last = progress.step() == progress.steps();
        String text = format("step %d of %d", progress.step(), progress.steps())
                + (Double.isNaN(progress.validationLoss()) ? "" : format(", loss %.3f", progress.validationLoss()));
        if (live) {
            int filled = BAR_WIDTH * progress.step() / progress.steps();
            out.print(CLEAR_LINE);
            if (!last) {
                out.print(format("         [%s%s] %s", "#".repeat(filled), ".".repeat(BAR_WIDTH - filled), text));
            }
        } else if (last || progress.step() % PLAIN_PROGRESS_EVERY == 0) {
            line("         " + text);
        }
        out.flush();
    }

    @Override
    public void running(Setting setting) {
        line("");
        line("  page    @|bold " + setting.page() + "|@");
        line(format("  model   %s, forecasting %d days ahead", setting.model(), setting.horizon()));
        line(format(
                "  Kafka   %s, topics %s and %s",
                setting.bootstrapServers(), setting.readingsTopic(), setting.predictionsTopic()));
        line("  Flink   " + setting.flink());
        if (log != null) {
            line("  log     " + log);
        }
        line("");
        out.flush();
    }

    @Override
    public void dayEnded(DayReport report) {
        newest = report;
        if (live) {
            List<String> lines = dayLines(report);
            if (!news.isEmpty()) {
                lines.add("");
                lines.addAll(news);
            }
            redraw(lines);
        } else {
            line(summary(report));
        }
        out.flush();
    }

    @Override
    public void told(String text) {
        String day = newest == null ? "" : newest.date() + "  ";
        for (String part : WordUtils.wrap(day + text, WIDTH, "\n", true).split("\n")) {
            if (live) {
                news.addLast(part);
            } else {
                line(part);
            }
        }
        while (news.size() > MOST_NEWS) {
            news.removeFirst();
        }
        out.flush();
    }

    /** Ends the text, after the demo has ended. */
    public void ended() {
        if (live && newest == null) {
            out.print(CLEAR_LINE);
        }
        if (newest != null && !live) {
            line("");
            scoreLines(newest.scores()).forEach(this::line);
        }
        if (newest != null) {
            line("");
        }
        line(newest == null ? "Ended before the first day." : "Ended after day " + newest.day() + ".");
        out.flush();
    }

    private void redraw(List<String> lines) {
        if (linesDrawn > 0) {
            out.print("\033[" + linesDrawn + "A\033[J");
        }
        lines.forEach(this::line);
        linesDrawn = lines.size();
    }

    private void line(String text) {
        out.println((live ? Ansi.ON : Ansi.OFF).string(text));
    }

    private static List<String> dayLines(DayReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "@|bold %s %s|@   day %d: %,d messages in, %,d forecasts out after %.2f s",
                report.date().getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                report.date().format(DateTimeFormatter.ISO_DATE),
                report.day(),
                report.messages(),
                report.forecasts(),
                report.latency().toMillis() / 1000.0));
        lines.add("");
        lines.add("@|faint             degrees C  expected yesterday    sold  expected yesterday   tomorrow|@");
        for (StoreLine store : report.stores()) {
            lines.add(format(
                    "%-10s %9s  %-18s  %7.0f  %-18s  %8.0f",
                    store.reading().key(),
                    signless(format("%.1f", store.reading().values()[0])),
                    interval(store.yesterday(), 0, "%.1f"),
                    store.reading().values()[1],
                    interval(store.yesterday(), 1, "%.0f"),
                    median(store.today(), 1)));
        }
        lines.add("");
        lines.addAll(scoreLines(report.scores()));
        return lines;
    }

    /** The score of every target side by side: the day after and the seventh day. */
    private static List<String> scoreLines(List<TargetErrors> scores) {
        StringBuilder targets = new StringBuilder(format("%-22s", "error so far"));
        StringBuilder leads = new StringBuilder(format("%-22s", "(root mean square)"));
        for (TargetErrors score : scores) {
            targets.append(format("%22s", score.target()));
            leads.append(format("%12s%10s", "1 day", "7 days"));
        }
        List<String> lines = new ArrayList<>();
        lines.add("@|faint " + targets + "|@");
        lines.add("@|faint " + leads + "|@");
        lines.add("@|bold " + scoreLine("this model", scores, Score::model, Score::model, "%.2f") + "|@");
        lines.add(scoreLine("same weekday before", scores, Score::naive, Score::naive, "%.2f"));
        lines.add(scoreLine("nobody can do better", scores, Score::expected, score -> Double.NaN, "%.2f"));
        lines.add(scoreLine("inside 80 % interval", scores, DemoView::percent, DemoView::percent, "%.0f %%"));
        return lines;
    }

    private static double percent(Score score) {
        return 100 * score.coverage();
    }

    private static String scoreLine(
            String name,
            List<TargetErrors> scores,
            ToDoubleFunction<Score> nextDay,
            ToDoubleFunction<Score> nextWeek,
            String format) {
        StringBuilder line = new StringBuilder(format("%-22s", name));
        for (TargetErrors score : scores) {
            line.append(format("%12s", number(nextDay.applyAsDouble(score.nextDay()), format)));
            line.append(format("%10s", number(nextWeek.applyAsDouble(score.nextWeek()), format)));
        }
        return line.toString();
    }

    private static String summary(DayReport report) {
        StringBuilder text = new StringBuilder(format(
                "%s  %d in, %d out, %.2f s  error",
                report.date(),
                report.messages(),
                report.forecasts(),
                report.latency().toMillis() / 1000.0));
        for (TargetErrors score : report.scores()) {
            Score nextDay = score.nextDay();
            text.append(format(
                    "  %s %s (naive %s, best %s)",
                    score.target(),
                    number(nextDay.model(), "%.1f"),
                    number(nextDay.naive(), "%.1f"),
                    number(nextDay.expected(), "%.1f")));
        }
        return text.toString();
    }

    private static String interval(Forecast forecast, int target, String format) {
        int last = forecast.shape().quantiles().size() - 1;
        return signless(format(format, median(forecast, target)))
                + " (" + signless(format(format, forecast.value(target, 0, 0)))
                + ".." + signless(format(format, forecast.value(target, last, 0))) + ")";
    }

    private static double median(Forecast forecast, int target) {
        return forecast.value(target, forecast.shape().median(), 0);
    }

    private static String number(double value, String format) {
        return Double.isNaN(value) ? "-" : format(format, value);
    }

    /** Without the sign of a number that rounds to zero. */
    private static String signless(String number) {
        return number.matches("-0\\.?0*") ? number.substring(1) : number;
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
