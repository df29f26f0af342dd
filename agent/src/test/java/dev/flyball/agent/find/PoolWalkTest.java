package dev.flyball.agent.find;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.Key;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class PoolWalkTest {

    @Bulkhead(max = 1)
    static class OnType {}

    static class OnMethod {
        @Bulkhead(max = 1)
        void method() {}
    }

    static class OnParameter {
        void method(@Key String key) {}
    }

    static class Plain {}

    abstract static class Implements implements Callable<String> {
        final long wide = 0x1234567890L;
        final double half = 0.1234;

        String mentionsFlyballInText() {
            return "dev/flyball/annotation/" + wide + half;
        }
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    @Test
    void aClassThatMentionsAnAnnotationOfOursIsAHit() throws IOException {
        PoolWalk walk = new PoolWalk();

        assertThat(walk.hits(bytes(OnType.class))).isTrue();
        assertThat(walk.hits(bytes(OnMethod.class))).isTrue();
        assertThat(walk.hits(bytes(OnParameter.class))).isTrue();
    }

    @Test
    void aClassThatMentionsNoneIsNot() throws IOException {
        assertThat(new PoolWalk().hits(bytes(Implements.class))).isFalse();
        assertThat(new PoolWalk().hits(bytes(Plain.class))).isFalse();
    }

    @Test
    void aFurtherNameIsFoundAsAWhole() throws IOException {
        assertThat(new PoolWalk(List.of("java/util/concurrent/Callable"), List.of()).hits(bytes(Implements.class)))
                .isTrue();
        assertThat(new PoolWalk(List.of("java/util/concurrent/Call"), List.of()).hits(bytes(Implements.class)))
                .isFalse();
    }

    @Test
    void aFurtherNameMayBeGivenByItsBeginning() throws IOException {
        assertThat(new PoolWalk(List.of(), List.of("java/util/concurrent/")).hits(bytes(Implements.class)))
                .isTrue();
        assertThat(new PoolWalk(List.of(), List.of("com/acme/")).hits(bytes(Implements.class)))
                .isFalse();
    }

    @Test
    void whatItDoesNotUnderstandIsAHit() {
        assertThat(new PoolWalk().hits(new byte[0])).isTrue();
        assertThat(new PoolWalk().hits(new byte[200])).isFalse(); // a pool without entries
        byte[] unknownTag = new byte[40];
        unknownTag[9] = 2;
        unknownTag[10] = 99;
        assertThat(new PoolWalk().hits(unknownTag)).isTrue();
    }

    @Test
    void damagedFilesNeitherThrowNorHang() throws IOException {
        byte[] whole = bytes(Implements.class);
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int hit = 0; hit < 4; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            new PoolWalk(List.of("a/B"), List.of()).hits(damaged);
        }
    }
}
