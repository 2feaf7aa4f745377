package org.signet.app.retention;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long certificates that ended stay in the tables. For ever unless the file says otherwise: how long they may be asked for is the company's to
 * know, and tables bear millions of them.
 *
 * @param archiveAfterDays after a certificate's end; null for never
 * @param folder of the files; null for {@code archive} in the data folder
 */
public record Retention(Integer archiveAfterDays, String folder) {
    /** Charts, reminders and renewals look back half a year; a year is more than any of them. */
    public static final int LEAST_DAYS = 365;

    private static final int MOST_DAYS = 36_500;

    /** What is wrong with it, if anything. */
    public Optional<String> problem() {
        return archiveAfterDays == null || isSound(archiveAfterDays)
                ? Optional.empty()
                : Optional.of("[retention] archive_after_days is a number of days from " + LEAST_DAYS + " to "
                        + MOST_DAYS + "; leave it out to archive nothing.");
    }

    /** Whether so many days after their end certificates may be archived. */
    public static boolean isSound(int days) {
        return days >= LEAST_DAYS && days <= MOST_DAYS;
    }

    /** What ended before is to be archived now. */
    public static Instant before(Instant now, int days) {
        return now.minus(Duration.ofDays(days));
    }

    /** Where the files are. */
    public Path place(Path dataFolder) {
        return folder == null ? dataFolder.resolve("archive") : Path.of(folder);
    }
}
