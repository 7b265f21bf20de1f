package io.undercurrent.format.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.result.row.RowEncoders;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.TargetScore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreFormatTest {

    private static final int DAY = (int) LocalDate.of(2025, 3, 18).toEpochDay();

    private final ScoreWriter writer = new ScoreWriter();
    private final ScoreParser parser = new ScoreParser();

    private static DayScore score() {
        return new DayScore(
                "store-17",
                DAY,
                1,
                "gru48@1f3c9a",
                true,
                List.of(new TargetScore(
                        "sales",
                        318,
                        4,
                        new Source[] {Source.MODEL, null, Source.BASELINE},
                        new double[] {302.5, Double.NaN, 320},
                        new float[] {7.25f, Float.NaN, 1},
                        List.of(new TargetScore.Inside(0.8, new boolean[] {true, false, false})),
                        new double[] {290, 290, Double.NaN},
                        new double[] {300, Double.NaN, 302},
                        new TargetScore.Surprise(0.75f, 1, 9.5f))));
    }

    @Test
    void rowsComeBackAsScores() {
        FlatScoreParser rows = new FlatScoreParser();
        for (RowEncoders encoders : List.of(RowEncoders.PLAIN, RowEncoders.CONNECT)) {
            List<String> texts = new ArrayList<>();
            List<DayScore> read = new ArrayList<>();
            new FlatScoreWriter(encoders).write(score(), (key, value, place) -> {
                texts.add(new String(key, UTF_8) + " " + new String(value, UTF_8));
                rows.add(value, place).ifPresent(read::add);
            });
            assertEquals(List.of(score()), read);
            assertEquals(3, texts.size());
            if (encoders == RowEncoders.PLAIN) {
                assertEquals(
                        "{\"key\":\"store-17\",\"day\":\"2025-03-18\",\"target\":\"sales\",\"lead\":2} "
                                + "{\"key\":\"store-17\",\"origin\":\"2025-03-16\",\"day\":\"2025-03-18\",\"lead\":2,"
                                + "\"target\":\"sales\",\"actual\":318,\"scale\":4,\"forecast\":null,\"error\":null,"
                                + "\"scaled_error\":null,\"pinball\":null,\"inside_80\":null,\"naive\":290,\"naive_error\":-28,"
                                + "\"naive_scaled_error\":-7,\"baseline\":null,\"baseline_error\":null,"
                                + "\"baseline_scaled_error\":null,\"probability\":0.75,\"surprise\":1,\"threshold\":9.5,\"cause\":\"value\",\"revision\":1,"
                                + "\"model\":\"gru48@1f3c9a\",\"source\":null,\"in_sample\":true}",
                        texts.get(1));
            }
        }
    }

    @Test
    void writesTheRecordOfTheContract() {
        String text = "{\"key\":\"store-17\",\"day\":\"2025-03-18\",\"revision\":1,\"model\":\"gru48@1f3c9a\","
                + "\"inSample\":true,\"targets\":{\"sales\":{\"actual\":318,\"scale\":4,\"source\":[\"model\",null,\"baseline\"],"
                + "\"forecast\":[302.5,null,320],\"error\":[-15.5,null,2],\"scaledError\":[-3.875,null,0.5],"
                + "\"pinball\":[7.25,null,1],\"inside\":{\"0.8\":[true,null,false]},"
                + "\"naive\":{\"forecast\":[290,290,null],\"error\":[-28,-28,null],\"scaledError\":[-7,-7,null]},"
                + "\"baseline\":{\"forecast\":[300,null,302],\"error\":[-18,null,-16],\"scaledError\":[-4.5,null,-4]},"
                + "\"probability\":0.75,\"surprise\":1,\"threshold\":9.5,\"cause\":\"value\"}}}";
        assertEquals(text, new String(writer.write(score()), UTF_8));
        assertEquals(score(), parser.parse(text.getBytes(UTF_8)));
    }

    /** As releases wrote scores that did not know the baseline, the days trained on, nor the surprise. */
    @Test
    void readsScoresOfEarlierReleases() {
        String text = "{\"key\":\"a\",\"day\":\"2025-03-18\",\"revision\":0,\"model\":\"m\",\"targets\":{\"sales\":{"
                + "\"actual\":3,\"scale\":4,\"source\":[\"model\"],\"forecast\":[2],\"pinball\":[1],\"inside\":{},"
                + "\"naive\":{\"forecast\":[5]}}}}";
        DayScore score = parser.parse(text.getBytes(UTF_8));
        assertFalse(score.inSample());
        assertArrayEquals(new double[] {Double.NaN}, score.targets().get(0).baseline());
        assertEquals(TargetScore.Surprise.UNKNOWN, score.targets().get(0).surprise());
    }

    @Test
    void theParserGivesBackTheSameBitsAndNoMessageIsLongerThanForetold() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            int leads = 1 + random.nextInt(70);
            List<Double> quantiles = random.nextBoolean() ? List.of(0.5) : List.of(0.025, 0.1, 0.5, 0.9, 0.975);
            List<String> names = random.nextBoolean() ? List.of("a") : List.of("a", "b.c");
            List<TargetScore> targets = new ArrayList<>();
            for (String name : names) {
                targets.add(target(name, leads, quantiles.size() / 2, random));
            }
            String key = "\u0001".repeat(random.nextInt(JsonMessages.MAX_KEY_BYTES)) + i;
            DayScore score = new DayScore(key, DAY - i, i, "m", random.nextBoolean(), targets);
            byte[] message = writer.write(score);
            assertEquals(score, parser.parse(message), "seed " + seed);
            int most = ScoreWriter.maxBytes(new ForecastShape(names, quantiles, leads));
            assertTrue(message.length <= most, message.length + " of " + most + " bytes, seed " + seed);
        }
    }

    private static TargetScore target(String name, int leads, int intervals, SplittableRandom random) {
        Source[] source = new Source[leads];
        double[] forecast = new double[leads];
        float[] pinball = new float[leads];
        double[] naive = new double[leads];
        double[] baseline = new double[leads];
        List<TargetScore.Inside> inside = new ArrayList<>();
        for (int i = 0; i < intervals; i++) {
            inside.add(new TargetScore.Inside(0.5 + 0.1 * i, new boolean[leads]));
        }
        for (int lead = 0; lead < leads; lead++) {
            source[lead] = random.nextInt(3) == 0 ? null : Source.values()[random.nextInt(2)];
            forecast[lead] = source[lead] == null ? Double.NaN : any(random);
            pinball[lead] = source[lead] == null ? Float.NaN : any(random);
            naive[lead] = any(random);
            baseline[lead] = any(random);
            for (TargetScore.Inside interval : inside) {
                interval.hits()[lead] = random.nextBoolean();
            }
        }
        float surprise = any(random);
        TargetScore.Cause[] causes = TargetScore.Cause.values();
        return new TargetScore(
                name,
                random.nextInt(100),
                any(random),
                source,
                forecast,
                pinball,
                inside,
                naive,
                baseline,
                new TargetScore.Surprise(
                        any(random),
                        surprise,
                        any(random),
                        causes[Float.isNaN(surprise) ? 0 : random.nextInt(causes.length)]));
    }

    private static float any(SplittableRandom random) {
        float any = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(any) ? any : Float.NaN;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"key\":\"store-17\" | \"key\":1 | key: expected VALUE_STRING, but got '1'",
                "\"revision\":1, | `` | score: expected the field revision, but it is missing",
                "2025-03-18 | 2025-02-29 | day: expected YYYY-MM-DD, but got '2025-02-29'",
                "\"actual\":318, | `` | sales: expected the field actual, but it is missing",
                "[\"model\",null | [\"oracle\",null | sales.source: expected one of [model, baseline], but got 'oracle'",
                "\"forecast\":[302.5,null,320] | \"forecast\":[1] | forecast: expected 3 lead times like source, but got 1",
                "[true,null,false] | [true,null,0] | sales.inside.0.8: expected true or false, but got '0'",
                "[7.25,null,1] | [7.25,null,true] | sales.pinball: expected a number or null, but got 'true'"
            })
    void refusesWhatIsNoScore(String part, String replacement, String message) {
        String valid = new String(writer.write(score()), UTF_8);
        byte[] broken = valid.replace(part, replacement).getBytes(UTF_8);
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> parser.parse(broken))
                        .getMessage());
    }
}
