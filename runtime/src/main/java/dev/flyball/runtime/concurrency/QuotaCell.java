package dev.flyball.runtime.concurrency;

import org.jspecify.annotations.Nullable;

/**
 * What one owner holds of his quota, and the limit of his own if he has one, in one word, so that taking is one step
 * against both.
 *
 * <pre>
 * word    own limit + 1, or 0 for none, 32 bits | held, 32 bits
 * </pre>
 *
 * <p>A cell made when the table had no room is {@code charged}: whatever it takes it takes from a cell that all such
 * share as well, first, and gives that back if the owner's own limit refuses.
 */
final class QuotaCell extends OwnerCell {

    /** The table has given this cell up: look again. */
    static final int GONE = -1;

    static final int REFUSED = 0;
    static final int TAKEN = 1;

    private static final int HIGHEST = Integer.MAX_VALUE - 1;

    private final @Nullable QuotaCell shared;

    private QuotaCell(long word, @Nullable QuotaCell shared) {
        super(word);
        this.shared = shared;
    }

    static QuotaCell empty() {
        return new QuotaCell(0, null);
    }

    static QuotaCell withLimit(int limit) {
        return new QuotaCell(word(limit, 0), null);
    }

    /** A cell that holds {@code held}, already taken from {@code shared}. */
    static QuotaCell charged(int held, QuotaCell shared) {
        return new QuotaCell(held, shared);
    }

    private static long word(int limit, int held) {
        return (long) (Math.min(limit, HIGHEST) + 1) << 32 | held;
    }

    boolean charged() {
        return shared != null;
    }

    boolean hasOwnLimit() {
        return word() >> 32 > 0;
    }

    int limit(int standard) {
        return limit(word(), standard);
    }

    private static int limit(long word, int standard) {
        return word >> 32 > 0 ? (int) (word >> 32) - 1 : standard;
    }

    int take(int n, int standard) {
        if (shared == null) {
            return takeOwn(n, standard);
        }
        if (shared.takeOwn(n, standard) != TAKEN) {
            return REFUSED;
        }
        int answer = takeOwn(n, standard);
        if (answer != TAKEN) {
            shared.give(n);
        }
        return answer;
    }

    private int takeOwn(int n, int standard) {
        while (true) {
            long word = word();
            if (word < 0) {
                return GONE;
            }
            if (n > limit(word, standard) - held(word)) {
                return REFUSED;
            }
            if (replace(word, word + n)) {
                return TAKEN;
            }
        }
    }

    /** Gives back; false, and nothing has changed, if less is held. */
    boolean give(int n) {
        while (true) {
            long word = word();
            if (held(Math.max(word, 0)) < n) {
                return false;
            }
            if (replace(word, word - n)) {
                if (shared != null) {
                    shared.give(n);
                }
                return true;
            }
        }
    }

    /** Sets a limit of the owner's own, or takes it away; false if the table has given this cell up. */
    boolean changeLimit(@Nullable Integer limit) {
        while (true) {
            long word = word();
            if (word < 0) {
                return false;
            }
            if (replace(word, limit == null ? held(word) : word(limit, held(word)))) {
                return true;
            }
        }
    }
}
