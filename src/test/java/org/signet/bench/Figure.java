package org.signet.bench;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * What a measurement told, as it stands on the page of figures.
 *
 * @param group the chapter of the page
 * @param work what was done
 * @param value what the bar is for
 * @param unit of the value: "×" for a ratio to the reference
 * @param bar what it was to reach
 * @param detail how the value came about
 * @param day when it was measured
 */
record Figure(String group, String work, double value, String unit, Bar bar, String detail, LocalDate day) {

    Figure {
        if (List.of(group, work, unit, detail).stream().anyMatch(text -> text.matches("(?s).*[\t\n|].*"))) {
            throw new IllegalArgumentException("a figure is one line");
        }
    }

    static Figure of(String group, String work, double value, String unit, Bar bar, String detail, Object... values) {
        return new Figure(group, work, value, unit, bar, String.format(Locale.ROOT, detail, values), LocalDate.now());
    }

    /** Prints it and keeps it for the page. */
    void tell() {
        System.out.println(group + ": " + work + ": " + text() + " (" + detail + "; bar " + bar + ")");
        Figures.keep(this);
    }

    /** The value with as many digits as tell something. */
    String text() {
        String number = value >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, value >= 10 ? "%.1f" : value < 0.1 ? "%.3f" : "%.2f", value);
        return unit.isEmpty() ? number : number + " " + unit;
    }

    /** How much of the bar was reached: 1 and more if it was. */
    double reached() {
        return bar.atLeast() ? value / bar.limit() : bar.limit() / value;
    }

    /**
     * @param limit in the figure's unit; 0 if there is none
     * @param atLeast whether more is better
     */
    record Bar(double limit, boolean atLeast) {
        static final Bar NONE = new Bar(0, true);

        static Bar atLeast(double limit) {
            return new Bar(limit, true);
        }

        static Bar atMost(double limit) {
            return new Bar(limit, false);
        }

        boolean isSet() {
            return limit > 0;
        }

        @Override
        public String toString() {
            if (!isSet()) {
                return "–";
            }
            String number = limit == Math.rint(limit)
                    ? String.format(Locale.ROOT, "%,.0f", limit)
                    : String.format(Locale.ROOT, "%s", limit);
            return (atLeast ? "≥ " : "≤ ") + number;
        }

        static Bar parse(String text) {
            return text.equals("–")
                    ? NONE
                    : new Bar(Double.parseDouble(text.substring(2).replace(",", "")), text.startsWith("≥"));
        }
    }

    String line() {
        return String.join("\t", group, work, Double.toString(value), unit, bar.toString(), detail, day.toString());
    }

    static Figure parse(String line) {
        String[] parts = line.split("\t", -1);
        return new Figure(
                parts[0],
                parts[1],
                Double.parseDouble(parts[2]),
                parts[3],
                Bar.parse(parts[4]),
                parts[5],
                LocalDate.parse(parts[6]));
    }
}
