package dev.flyball.agent.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.annotation.Backoff;
import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.Key;
import dev.flyball.annotation.RateLimited;
import dev.flyball.annotation.Retry;
import dev.flyball.model.DeclaredAnnotation;
import dev.flyball.model.DeclaredAnnotation.ClassName;
import dev.flyball.model.DeclaredAnnotation.EnumName;
import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.DeclaredParameter;
import dev.flyball.model.DeclaredType;
import dev.flyball.model.DeclaredType.Kind;
import dev.flyball.model.TypeRelations.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BytecodeReaderTest {

    @Bulkhead(max = 7)
    static class Desk {

        @RateLimited(permits = 5, per = "2s")
        @RateLimited(permits = 50, per = "1m")
        String[] place(@Key String owner, long amount, List<String>[] lines) throws IOException {
            return new String[0];
        }

        @Retry(
                backoff = Backoff.FIXED,
                jitter = 0.5,
                retryOn = {IOException.class, Inner.class})
        protected static void retried() {}

        static final class Inner extends RuntimeException {
            private static final long serialVersionUID = 1;
        }
    }

    static class Below extends Desk implements Serializable {
        private static final long serialVersionUID = 1;
    }

    static class Comparing implements Comparable<Comparing> {
        @Override
        @Bulkhead(max = 1)
        public int compareTo(Comparing other) {
            return 0;
        }
    }

    record Point(int x) {}

    enum Colour {
        RED
    }

    interface Port {}

    @interface Mark {}

    private static DeclaredType read(Class<?> type) {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return BytecodeReader.read(in.readAllBytes(), TypeSource.PLATFORM);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static DeclaredMethod method(Class<?> type, String name) {
        return read(type).methods().stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTypeIsReadWithItsAnnotationsAsWritten() {
        DeclaredType type = read(Desk.class);

        assertThat(type.name()).isEqualTo(Desk.class.getName());
        assertThat(type.kind()).isEqualTo(Kind.CLASS);
        assertThat(Modifier.isStatic(type.modifiers())).isTrue();
        assertThat(type.annotations())
                .containsExactly(
                        new DeclaredAnnotation("dev.flyball.annotation.Bulkhead", Map.of("max", 7), List.of()));
        assertThat(type.methods()).extracting(DeclaredMethod::name).containsExactly("place", "retried");
        assertThat(type.complete()).isTrue();
    }

    @Test
    void aMethodIsReadByErasedNames() {
        DeclaredMethod method = method(Desk.class, "place");

        assertThat(method.owner()).isEqualTo(Desk.class.getName());
        assertThat(method.descriptor()).isEqualTo("(Ljava/lang/String;J[Ljava/util/List;)[Ljava/lang/String;");
        assertThat(method.returnType()).isEqualTo("java.lang.String[]");
        assertThat(method.exceptions()).containsExactly("java.io.IOException");
        assertThat(method.parameters())
                .containsExactly(
                        new DeclaredParameter(
                                "owner",
                                "java.lang.String",
                                List.of(new DeclaredAnnotation("dev.flyball.annotation.Key", Map.of(), List.of()))),
                        new DeclaredParameter("amount", "long", List.of()),
                        new DeclaredParameter("lines", "java.util.List[]", List.of()));
    }

    @Test
    void repeatedAnnotationsStandInTheirContainer() {
        DeclaredAnnotation container = method(Desk.class, "place").annotations().get(0);

        assertThat(container.values().get("value"))
                .isEqualTo(List.of(
                        new DeclaredAnnotation(
                                "dev.flyball.annotation.RateLimited", Map.of("permits", 5, "per", "2s"), List.of()),
                        new DeclaredAnnotation(
                                "dev.flyball.annotation.RateLimited", Map.of("permits", 50, "per", "1m"), List.of())));
    }

    @Test
    void enumsClassesAndNumbersAreNamedNotLoaded() {
        DeclaredAnnotation retry = method(Desk.class, "retried").annotations().get(0);

        assertThat(retry.values())
                .isEqualTo(Map.of(
                        "backoff",
                        new EnumName("dev.flyball.annotation.Backoff", "FIXED"),
                        "jitter",
                        0.5,
                        "retryOn",
                        List.of(new ClassName("java.io.IOException"), new ClassName(Desk.Inner.class.getName()))));
    }

    @Test
    void aTypeWithSuperTypesIsKnownToBeIncomplete() {
        assertThat(read(Below.class).complete()).isFalse();
        assertThat(read(Comparing.class).complete()).isFalse();
    }

    @Test
    void bridgesShowAsSuch() {
        assertThat(read(Comparing.class).methods())
                .extracting(method -> (method.modifiers() & 0x1040) == 0x1040)
                .containsExactly(false, true);
    }

    @Test
    void everyKindIsTold() {
        assertThat(List.of(Point.class, Colour.class, Port.class, Mark.class))
                .extracting(type -> read(type).kind())
                .containsExactly(Kind.RECORD, Kind.ENUM, Kind.INTERFACE, Kind.ANNOTATION);
        assertThat(read(Point.class).complete()).isTrue();
        assertThat(read(Colour.class).complete()).isTrue();
    }

    @Test
    void subTypingIsKnownForTheJdkAlone() {
        var relations = read(Desk.class).relations();

        assertThat(relations.assignable("java.io.IOException", "java.lang.Exception"))
                .isEqualTo(Answer.YES);
        assertThat(relations.assignable("java.lang.Exception", "java.io.IOException"))
                .isEqualTo(Answer.NO);
        assertThat(relations.assignable("com.acme.Late", "java.lang.Object")).isEqualTo(Answer.YES);
        assertThat(relations.assignable("com.acme.Late", "java.lang.Exception")).isEqualTo(Answer.UNKNOWN);
        assertThat(relations.assignable("int", "long")).isEqualTo(Answer.NO);
    }
}
