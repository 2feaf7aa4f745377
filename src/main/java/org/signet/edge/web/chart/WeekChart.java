package org.signet.edge.web.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.signet.ca.register.Weeks;

/**
 * What happened to certificates week by week, and what will: a row of bars for each kind, all along the same weeks, so that a kind is told by its row
 * and its name, not by a colour.
 *
 * @param now in one of the weeks
 */
public record WeekChart(Weeks weeks, Instant now) {
    /** Width of a week and height of a row, in the units of the drawing. */
    public static final int WIDE = 10;

    public static final int HIGH = 40;
    private static final int GAP = 2;
    private static final int LEAST = 2;

    /**
     * @param kind {@code issued}, {@code ending} or {@code revoked}, as messages spell it
     * @param most the highest of its numbers, as high as the row
     * @param total of all weeks
     */
    public record Row(String kind, List<Bar> bars, long most, long total) {}

    /**
     * @param week 0 for the first
     * @param ahead whether it is still to come
     */
    public record Bar(int week, long number, int x, int y, int width, int height, boolean ahead) {}

    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(row("issued", weeks.issued()));
        rows.add(row("ending", weeks.ending()));
        rows.add(row("revoked", weeks.revoked()));
        return rows;
    }

    private Row row(String kind, List<Long> numbers) {
        long most = numbers.stream().mapToLong(Long::longValue).max().orElse(0);
        List<Bar> bars = IntStream.range(0, numbers.size())
                .filter(week -> numbers.get(week) > 0)
                .mapToObj(week -> bar(week, numbers.get(week), most))
                .toList();
        return new Row(
                kind, bars, most, numbers.stream().mapToLong(Long::longValue).sum());
    }

    private Bar bar(int week, long number, long most) {
        // What is not nothing is seen.
        int height = Math.max(LEAST, Math.round((float) HIGH * number / most));
        return new Bar(week, number, week * WIDE + GAP / 2, HIGH - height, WIDE - GAP, height, week > thisWeek());
    }

    public int width() {
        return weeks.size() * WIDE;
    }

    public int thisWeek() {
        return (int) Duration.between(weeks.first(), now).dividedBy(Weeks.WEEK);
    }

    /** Where now is. */
    public double today() {
        return Math.round(10.0 * WIDE * Duration.between(weeks.first(), now).toHours() / Weeks.WEEK.toHours()) / 10.0;
    }

    public Instant last() {
        return weeks.begin(weeks.size());
    }

    public boolean isEmpty() {
        return weeks.isEmpty();
    }
}
