package org.signet.cli;

/** A bar of a table's rows. */
final class Rows {
    private static final int STEPS = 1_000;

    private final Progress progress = new Progress(STEPS);

    void at(String table, long done, long all) {
        progress.at(
                (int) (all == 0 ? 0 : done * STEPS / all), all == 0 ? table : table + " (" + done + " of " + all + ")");
    }

    void end() {
        progress.end();
    }
}
