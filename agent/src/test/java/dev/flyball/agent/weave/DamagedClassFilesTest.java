package dev.flyball.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.agent.read.BytecodeReader;
import dev.flyball.agent.read.TypeSource;
import dev.flyball.model.DeclaredType;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class DamagedClassFilesTest {

    /** The transformer answers any RuntimeException by leaving the class as it was; nothing worse may happen. */
    @Test
    void readingAndWeavingDamagedFilesEndsOrThrowsARuntimeException() throws Exception {
        byte[] whole = Woven.bytes(Victim.class);
        Weaver weaver = new Weaver(FakeLink.class.getName());
        Random random = new Random(11);
        int[] unharmed = {0};
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int round = 0; round < 300; round++) {
                byte[] damaged = whole.clone();
                for (int hit = 0; hit < 3; hit++) {
                    damaged[10 + random.nextInt(damaged.length - 10)] = (byte) random.nextInt();
                }
                try {
                    DeclaredType type = BytecodeReader.read(damaged, TypeSource.PLATFORM);
                    List<Weaver.Target> targets = type.methods().stream()
                            .map(method -> new Weaver.Target(method, Woven.plain(method)))
                            .toList();
                    weaver.weave(type.name(), damaged, targets);
                    unharmed[0]++;
                } catch (RuntimeException | AssertionError left) { // the parser asserts, where tests enable that
                    // Left as it was.
                }
            }
        });
        assertThat(unharmed[0]).isPositive();
    }
}
