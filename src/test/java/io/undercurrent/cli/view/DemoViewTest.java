package io.undercurrent.cli.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.demo.DayReport;
import io.undercurrent.demo.DayReport.StoreLine;
import io.undercurrent.demo.DayReport.TargetErrors;
import io.undercurrent.demo.DemoListener.Stage;
import io.undercurrent.demo.Score;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.Reading;
import io.undercurrent.training.TrainingListener.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoViewTest {

    private static final LocalDate DATE = LocalDate.of(2025, 3, 18);
    private static final ForecastShape SHAPE =
            new ForecastShape(List.of("temperature", "sales"), List.of(0.1, 0.5, 0.9), 1);

    private final StringWriter text = new StringWriter();

    @Test
    void whatHappensToModelsIsWrappedToTheWidthOfATerminal() {
        DemoView view = new DemoView(new PrintWriter(text), false, null);
        view.told(
                "Takes the model gru48@da5531 (file:///tmp/undercurrent-models1467294001350281843/gru48@da5531.safetensors)"
                        + " as a shadow from 2025-04-01 on");
        assertEquals(
                List.of(
                        "Takes the model gru48@da5531",
                        "(file:///tmp/undercurrent-models1467294001350281843/gru48@da5531.safetensors)",
                        "as a shadow from 2025-04-01 on"),
                text.toString().lines().toList());
    }

    @Test
    void elsewhereThanOnATerminalEachDayIsALineAndTheTableComesLast() {
        DemoView view = new DemoView(new PrintWriter(text), false, "/var/log/u.log");
        view.began(Stage.TRAINING);
        view.trained(new Progress(400, 800, 0.5, 0.25, 0.25));
        view.trained(new Progress(401, 800, 0.5, 0.25, 0.25));
        view.dayEnded(report(1));
        view.dayEnded(report(2));
        view.ended();

        String plain = text.toString();
        assertFalse(plain.contains("\033"), plain);
        assertEquals(1, occurrences(plain, "step 400 of 800, loss 0.250"), plain);
        assertEquals(0, occurrences(plain, "step 401"), plain);
        assertEquals(
                2,
                occurrences(
                        plain,
                        "2025-03-18  96 in, 96 out, 0.12 s  error  temperature 2.5 (naive 5.0, best 2.0)"
                                + "  sales 20.0 (naive 40.0, best 10.0)"),
                plain);
        assertEquals(
                1, occurrences(plain, "this model                    2.50         -       20.00         -"), plain);
        assertEquals(
                1, occurrences(plain, "inside 80 % interval          79 %         -        81 %         -"), plain);
    }

    @Test
    void onATerminalTheTableIsDrawnOverTheOneBefore() {
        DemoView view = new DemoView(new PrintWriter(text), true, null);
        view.dayEnded(report(1));
        String first = text.toString();
        view.dayEnded(report(2));
        String second = text.toString().substring(first.length());

        Matcher up = Pattern.compile("^\033\\[(\\d+)A\033\\[J").matcher(second);
        assertTrue(up.find(), second);
        assertEquals(first.lines().count(), Long.parseLong(up.group(1)));
        String visible = second.replaceAll("\033\\[[0-9;]*[A-Za-z]", "");
        assertTrue(
                visible.startsWith("Tue 2025-03-18   day 2: 96 messages in, 96 forecasts out after 0.12 s"), visible);
        assertTrue(
                visible.contains("store-7          0.0  11.0 (9.0..13.0)        301  290 (250..330)           290"),
                visible);
        assertTrue(visible.lines().allMatch(line -> line.length() <= 80), visible);
    }

    @Test
    void saysSoWhenNoDayCame() {
        DemoView view = new DemoView(new PrintWriter(text), false, null);
        view.ended();
        assertEquals("Ended before the first day.", text.toString().strip());
    }

    private static DayReport report(int day) {
        Forecast forecast = new Forecast(
                "store-7", Math.toIntExact(DATE.toEpochDay()), 0, "test", Forecast.Source.MODEL, SHAPE, new double[] {
                    9, 11, 13, 250, 290, 330
                });
        Score none = new Score(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        return new DayReport(
                day,
                DATE,
                96,
                96,
                Duration.ofMillis(120),
                List.of(new StoreLine(Reading.of("store-7", DATE, -0.04, 301, 0, 0), forecast, forecast)),
                List.of(
                        new TargetErrors("temperature", new Score(48, 2.5, 5, 2, 0.79), none),
                        new TargetErrors("sales", new Score(48, 20, 40, 10, 0.81), none)));
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
