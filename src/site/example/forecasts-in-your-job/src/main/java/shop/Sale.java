package shop;

import java.time.LocalDate;

/** What a till knows: a day's sales of a store, and whether there was a promotion. */
public record Sale(String store, LocalDate day, double amount, boolean promotion) {

    /** A row such as {@code store-17,2025-03-18,318,0}. */
    static Sale parse(String row) {
        String[] cells = row.split(",");
        return new Sale(
                cells[0], LocalDate.parse(cells[1]), Double.parseDouble(cells[2]), Double.parseDouble(cells[3]) == 1);
    }
}
