package org.signet.fault;

/** How far a test goes: a sample, or with {@code -Pendurance} all of it. */
final class Extent {
    private Extent() {}

    static boolean isWhole() {
        return Boolean.getBoolean("signet.endurance");
    }

    static int of(int sample, int whole) {
        return isWhole() ? Integer.getInteger("signet.endurance.extent", whole) : sample;
    }
}
