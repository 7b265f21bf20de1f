package io.undercurrent.holiday;

import io.undercurrent.series.holiday.HolidayCalendar;
import io.undercurrent.series.holiday.HolidayCalendar.Holiday;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The public holidays of countries and their parts: {@code DE}, {@code US-CA}, {@code GB-SCT}. */
public final class HolidayRules {

    /**
     * Name and version of the rules, stored in calendars. The number rises with every change of the rules and
     * amendments here.
     */
    public static final String VERSION = "Jollyday 1.8.1 with amendments 5";

    /** Countries that Jollyday does not know, or of which it knows too little. */
    private static final Map<String, YearRules> OWN = Map.of(
            "CN", new AnnouncedRules("CN", new ChineseRules()),
            "ID", new IndonesianRules(),
            "JP", new JapaneseRules(),
            "KR", new KoreanRules(),
            "MY", new MalaysianRules(),
            "PH", new PhilippineRules(),
            "TW", new AnnouncedRules("TW", new TaiwaneseRules()),
            "VN", new VietnameseRules());

    private static final Set<String> ISO_COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int MOST_SUGGESTIONS = 5;
    private static final LevenshteinDistance TYPOS = new LevenshteinDistance(2);

    private final Amendments amendments = new Amendments();
    private final Set<String> countries = new TreeSet<>(JollydayRules.countries());

    public HolidayRules() {
        countries.addAll(OWN.keySet());
    }

    /**
     * The holidays of whole years.
     *
     * @param id of a country by ISO 3166-1, or of a part of one, in capitals
     * @throws IllegalArgumentException if there are no rules for it, or for none of the years; the message names what it might have been
     */
    public HolidayCalendar of(String id, int firstYear, int lastYear) {
        YearRules rules = rules(id);
        int from = Math.max(firstYear, rules.firstYear());
        if (from > lastYear) {
            throw new IllegalArgumentException("holidays of " + id + ": expected years from " + rules.firstYear()
                    + " on, but got " + firstYear + " to " + lastYear);
        }
        Map<String, Set<Integer>> days = new TreeMap<>();
        for (int year = from; year <= lastYear; year++) {
            for (NamedDay day : amendments.apply(id, year, rules.of(year))) {
                days.computeIfAbsent(day.name(), none -> new TreeSet<>())
                        .add(Math.toIntExact(day.day().toEpochDay()));
            }
        }
        List<Holiday> holidays = new ArrayList<>();
        days.forEach((name, of) -> holidays.add(new Holiday(name, List.copyOf(of))));
        return new HolidayCalendar(
                id,
                VERSION,
                Math.toIntExact(LocalDate.of(from, 1, 1).toEpochDay()),
                Math.toIntExact(LocalDate.of(lastYear, 12, 31).toEpochDay()),
                holidays);
    }

    private YearRules rules(String id) {
        String country = id.split("-", 2)[0];
        if (OWN.containsKey(id)) {
            return OWN.get(id);
        }
        boolean known = countries.contains(id) || parts(country).contains(id);
        if (!known) {
            throw new IllegalArgumentException(
                    "holidays: expected the code of a country such as DE, or of a part of one such as"
                            + " US-CA, but got '" + id + "', of which no holidays are known" + suggestions(id, country)
                            + "; --holidays-file takes those of a file");
        }
        String[] codes = id.toLowerCase(Locale.ROOT).split("-");
        String[] parts = new String[codes.length - 1];
        System.arraycopy(codes, 1, parts, 0, parts.length);
        return new JollydayRules(codes[0], parts);
    }

    private Set<String> parts(String country) {
        return countries.contains(country) && !OWN.containsKey(country) ? JollydayRules.parts(country) : Set.of();
    }

    private String suggestions(String id, String country) {
        Set<String> near = new TreeSet<>();
        if (!id.equals(country) && countries.contains(country)) {
            near.addAll(parts(country));
        } else {
            countries.stream().filter(code -> isNear(id, code)).forEach(near::add);
        }
        List<String> shown = near.stream().limit(MOST_SUGGESTIONS).toList();
        return shown.isEmpty()
                ? ""
                : "; there are " + String.join(", ", shown) + (near.size() > shown.size() ? " and others" : "");
    }

    /** By a code in small letters, by one of three letters, or by the name. */
    private static boolean isNear(String id, String code) {
        Locale country = new Locale("", code);
        String name = country.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT);
        String given = id.toLowerCase(Locale.ROOT);
        return given.equalsIgnoreCase(code)
                || ISO_COUNTRIES.contains(code) && given.equalsIgnoreCase(country.getISO3Country())
                || given.length() > 3 && TYPOS.apply(given, name) >= 0
                || given.equals("uk") && code.equals("GB");
    }
}
