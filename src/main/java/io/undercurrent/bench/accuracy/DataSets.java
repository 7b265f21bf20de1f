package io.undercurrent.bench.accuracy;

import static io.undercurrent.bench.accuracy.Period.Role.AGES;
import static io.undercurrent.bench.accuracy.Period.Role.INTERVALS;
import static io.undercurrent.bench.accuracy.Period.Role.TEST;
import static io.undercurrent.bench.accuracy.Period.Role.VALIDATION;

import io.undercurrent.series.Columns;
import java.util.List;
import java.util.Optional;

/** The sets of the accuracy page. */
public final class DataSets {

    /** In the order of the page. */
    public static final List<DataSet> ALL = List.of(nn5(), m5(), cities(), melbourne(), stores());

    private DataSets() {}

    private static DataSet nn5() {
        return new DataSet(
                "nn5",
                "NN5, 111 cash machines, 56 days",
                Optional.of("nn5/readings.csv"),
                Optional.empty(),
                "key,date,sales: 111 series of 791 days, 1996-03-18 to 1998-05-17, missing days filled",
                "NN5 competition: \"NN5 Daily Dataset (without Missing Values)\" of the Monash Time Series Forecasting"
                        + " Archive, https://zenodo.org/records/4656117",
                Columns.ofTargets("sales"),
                56,
                Measure.MASE,
                List.of(
                        Period.once(VALIDATION, "1998-01-25"),
                        Period.once(TEST, "1998-03-22"),
                        Period.each(INTERVALS, "1998-01-25", "1998-01-25", "1998-03-22", 4),
                        Period.each(AGES, "1998-01-25", "1998-01-25", "1998-03-22", 8)));
    }

    private static DataSet m5() {
        return new DataSet(
                "m5",
                "M5 level 9, 70 departments, 28 days",
                Optional.of("m5/readings.csv"),
                Optional.of("m5/weights.csv"),
                "readings: key,date,sales,snap,event, 70 series of store and department, 2011-01-29 to 2016-06-19; snap is 1 on"
                        + " the days of food stamps in the state of the store, event on the days that calendar.csv names one"
                        + " for; weights: key,weight, those of level 9, which sum to 1",
                "M5 competition: sales_train_evaluation.csv, sales_test_evaluation.csv, calendar.csv and"
                        + " weights_evaluation.csv, to which https://github.com/Mcompetitions/M5-methods leads, summed by store and"
                        + " department",
                new Columns(List.of("sales"), List.of("snap", "event")),
                28,
                Measure.WRMSSE,
                List.of(
                        Period.once(VALIDATION, "2016-04-24"),
                        Period.once(TEST, "2016-05-22"),
                        Period.each(INTERVALS, "2016-04-24", "2016-04-24", "2016-05-22", 2),
                        Period.each(AGES, "2016-04-24", "2016-04-24", "2016-05-22", 4)));
    }

    private static DataSet cities() {
        return new DataSet(
                "cities",
                "temperature of 60 cities, 7 days",
                Optional.of("city-temperature/readings.csv"),
                Optional.empty(),
                "key,date,temperature: daily means in degrees Celsius of the 60 stations that the accuracy page names,"
                        + " 2004-01-01 to 2013-12-31, without the days that the archive gives as -99",
                "Average Daily Temperature Archive of the University of Dayton,"
                        + " https://academic.udayton.edu/kissock/http/Weather",
                Columns.ofTargets("temperature"),
                7,
                Measure.RMSE,
                List.of(
                        Period.each(VALIDATION, "2011-12-31", "2011-12-31", "2012-12-24", 1),
                        Period.each(TEST, "2012-12-31", "2012-12-31", "2013-12-24", 1),
                        Period.each(AGES, "2012-12-31", "2012-12-31", "2013-12-24", 13)));
    }

    private static DataSet melbourne() {
        return new DataSet(
                "melbourne",
                "Melbourne, both extremes, 7 days",
                Optional.of("melbourne/readings.csv"),
                Optional.empty(),
                "key,date,minimum,maximum: one series in degrees Celsius, 1981-01-01 to 1990-12-31",
                "Bureau of Meteorology: daily-min-temperatures.csv and daily-max-temperatures.csv of"
                        + " https://github.com/jbrownlee/Datasets, joined by day",
                Columns.ofTargets("minimum", "maximum"),
                7,
                Measure.RMSE,
                List.of(
                        Period.each(VALIDATION, "1988-12-31", "1988-12-31", "1989-12-24", 1),
                        Period.each(TEST, "1989-12-31", "1989-12-31", "1990-12-24", 1),
                        Period.each(AGES, "1989-12-31", "1989-12-31", "1990-12-24", 5)));
    }

    private static DataSet stores() {
        return new DataSet(
                "stores",
                "simulated sales of 100 stores, 1 day of 7",
                Optional.empty(),
                Optional.empty(),
                "made by the simulator",
                "the simulator",
                new Columns(List.of("sales", "temperature"), List.of("promotion", "holiday")),
                7,
                Measure.OVER_LEAST,
                List.of(
                        Period.each(VALIDATION, "2022-12-31", "2022-12-31", "2023-12-24", 1),
                        Period.each(TEST, "2023-12-31", "2023-12-31", "2024-12-24", 1),
                        Period.each(AGES, "2023-12-31", "2023-12-31", "2024-12-24", 13)));
    }
}
