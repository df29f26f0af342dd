package dev.flyball.runtime.degrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two numbers in one, and both come out again. */
class AllocationNoteTest {

    @Test
    void aNoteGivesBackWhatWasReservedAndWhatWasAllocatedSince() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long reserved = AllocationNote.whole(random.nextLong(1L << 42));
            long before = random.nextLong(1L << 50);
            long more = random.nextLong(1L << 38);
            long note = AllocationNote.measuring(reserved, before);
            assertThat(note).isNotNegative();
            assertThat(AllocationNote.reserved(note)).isEqualTo(reserved);
            assertThat(AllocationNote.measured(note)).isTrue();
            assertThat(AllocationNote.allocated(note, before + more)).isBetween(more - 256, more + 256);
            long rest = AllocationNote.unmeasured(note);
            assertThat(AllocationNote.measured(rest)).isFalse();
            assertThat(AllocationNote.reserved(rest)).isEqualTo(reserved);
        }
    }

    @Test
    void bytesAreRoundedUpToWhatANoteCanSayAndGrantsDown() {
        assertThat(AllocationNote.whole(1)).isEqualTo(1024);
        assertThat(AllocationNote.whole(0)).isZero();
        assertThat(AllocationNote.part(1025)).isEqualTo(1024);
    }
}
