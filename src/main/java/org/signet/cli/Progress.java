package org.signet.cli;

import java.io.PrintStream;

/** A bar of known steps on a terminal; silent in a pipe. */
final class Progress {
    private static final int WIDTH = 24;

    private final PrintStream terminal = System.console() == null ? null : System.err;
    private final int steps;
    private int done;

    Progress(int steps) {
        this.steps = steps;
    }

    /** A step begins. */
    void step(String what) {
        draw(done, what);
        done++;
    }

    /** What the step that began is busy with. */
    void note(String what) {
        draw(done - 1, what);
    }

    private void draw(int before, String what) {
        if (terminal != null) {
            int filled = Math.min(WIDTH, WIDTH * before / steps);
            terminal.printf("\r\033[K[%s%s] %.50s", "#".repeat(filled), "-".repeat(WIDTH - filled), what);
            terminal.flush();
        }
    }

    /** So many steps are done; drawn where it shows. */
    void at(int steps, String what) {
        boolean shows = steps == this.steps || steps * 200L / this.steps != done * 200L / this.steps;
        done = steps;
        if (shows) {
            step(what);
            done--;
        }
    }

    /** Clears the line. */
    void end() {
        if (terminal != null) {
            terminal.print("\r\033[K");
            terminal.flush();
        }
    }
}
