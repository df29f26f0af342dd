package dev.flyball.agent.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.FlyballGenerated;
import dev.flyball.annotation.FlyballWoven;
import dev.flyball.model.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GovernedClassTest {

    static class Desk {
        @Bulkhead(max = 1)
        String place() {
            return "placed";
        }
    }

    @FlyballGenerated(Desk.class)
    static class Wrapper extends Desk {
        @Override
        @Bulkhead(max = 1)
        String place() {
            return super.place();
        }
    }

    @FlyballWoven
    static class Built extends Desk {
        @Override
        @Bulkhead(max = 1)
        String place() {
            return super.place();
        }
    }

    static class Desk$$SpringCGLIB$$0 extends Desk {
        @Override
        @Bulkhead(max = 1)
        String place() {
            return super.place();
        }
    }

    static class Covariant implements Supplier<String> {
        @Override
        @Bulkhead(max = 1)
        public String get() {
            return "got";
        }
    }

    interface Port {
        @Bulkhead(max = 1)
        void send();
    }

    @Bulkhead(max = 1)
    @interface Scarce {}

    private static byte[] file(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    private static GovernedClass judged(Class<?> type) throws IOException {
        return GovernedClass.of(file(type), TypeSource.PLATFORM);
    }

    @Test
    void anAnnotatedMethodIsGoverned() throws IOException {
        GovernedClass desk = judged(Desk.class);

        assertThat(desk.untouched()).isNull();
        assertThat(desk.governed()).hasSize(1);
        assertThat(desk.concerns()).isTrue();
        assertThat(desk.passesOn()).isFalse();
    }

    @Test
    void wrappersBuiltClassesAndProxiesAreLeftAlone() throws IOException {
        assertThat(judged(Wrapper.class).untouched()).isEqualTo("the annotation processor wrote it");
        assertThat(judged(Built.class).untouched()).isEqualTo("it was woven when it was built");
        assertThat(judged(Desk$$SpringCGLIB$$0.class).untouched())
                .isEqualTo("it is a container's proxy, whose methods call the governed ones");
        assertThat(judged(Wrapper.class).governed()).isEmpty();
    }

    @Test
    void aClassFileOfJava6IsDeclinedAndOneOfJava7IsNot() throws IOException {
        byte[] old = file(Desk.class);
        old[7] = 50;
        assertThat(GovernedClass.of(old, TypeSource.PLATFORM).untouched())
                .isEqualTo("its class file is of Java 6 or older, which cannot link governed calls");
        old[7] = 51;
        assertThat(GovernedClass.of(old, TypeSource.PLATFORM).untouched()).isNull();
    }

    /** javac copies annotations onto the bridge; governed too, it would pay twice. */
    @Test
    void theBodyIsGovernedAndItsBridgeIsNot() throws IOException {
        GovernedClass covariant = judged(Covariant.class);

        assertThat(covariant.governed())
                .extracting(governed -> governed.method().descriptor())
                .containsExactly("()Ljava/lang/String;");
        assertThat(covariant.declined()).extracting(Reading.Declined::reason).containsExactly("the compiler wrote it");
    }

    @Test
    void interfacesAndStereotypesPassGovernanceOn() throws IOException {
        assertThat(judged(Port.class).passesOn()).isTrue();
        assertThat(judged(Port.class).governed()).isEmpty();
        assertThat(judged(Scarce.class).passesOn()).isTrue();
    }
}
