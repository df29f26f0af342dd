package dev.flyball.processor.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flyball.model.DeclaredAnnotation;
import dev.flyball.model.DeclaredMethod;
import dev.flyball.model.DeclaredParameter;
import dev.flyball.model.DeclaredType;
import dev.flyball.model.TypeRelations.Answer;
import dev.flyball.processor.InRound;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SourceReaderTest {

    private static final int VARARGS = 0x80;

    @Test
    void typesAreErasedBinaryNamesAndMethodsHaveTheClassFilesDescriptors() {
        read("""
            abstract class Source<T extends Comparable<T> & java.io.Serializable> {
                abstract <E extends Exception> java.util.Map.Entry<T, int[]> one(T item, T[][] items, E... rest)
                        throws E, java.io.IOException;
            }
            """, type -> {
            assertThat(type.name()).isEqualTo("com.acme.Source");
            assertThat(type.kind()).isEqualTo(DeclaredType.Kind.CLASS);
            assertThat(type.modifiers()).isEqualTo(Modifier.ABSTRACT);
            assertThat(type.complete()).isTrue();
            DeclaredMethod one = method(type, "one");
            assertThat(one.owner()).isEqualTo("com.acme.Source");
            assertThat(one.descriptor())
                    .isEqualTo("(Ljava/lang/Comparable;[[Ljava/lang/Comparable;[Ljava/lang/Exception;)"
                            + "Ljava/util/Map$Entry;");
            assertThat(one.modifiers()).isEqualTo(Modifier.ABSTRACT | VARARGS);
            assertThat(one.returnType()).isEqualTo("java.util.Map$Entry");
            assertThat(one.exceptions()).containsExactly("java.lang.Exception", "java.io.IOException");
            assertThat(one.parameters())
                    .extracting(DeclaredParameter::name, DeclaredParameter::type)
                    .map(Object::toString)
                    .containsExactly(
                            "(\"item\", \"java.lang.Comparable\")",
                            "(\"items\", \"java.lang.Comparable[][]\")",
                            "(\"rest\", \"java.lang.Exception[]\")");
        });
    }

    @Test
    void primitivesKeepTheirNames() {
        read(
                "class Source { void all(boolean a, byte b, short c, int d, long e, char f, float g, double h) {} }",
                type -> {
                    DeclaredMethod all = method(type, "all");
                    assertThat(all.descriptor()).isEqualTo("(ZBSIJCFD)V");
                    assertThat(all.returnType()).isEqualTo("void");
                    assertThat(all.parameters())
                            .extracting(DeclaredParameter::type)
                            .containsExactly("boolean", "byte", "short", "int", "long", "char", "float", "double");
                });
    }

    @Test
    void anInterfacesMethodsShowTheFlagsThatNobodyWrites() {
        read(
                "interface Source { void open(); default void half() {} static void apart() {} private void own() {} }",
                type -> {
                    assertThat(type.kind()).isEqualTo(DeclaredType.Kind.INTERFACE);
                    assertThat(type.modifiers()).isEqualTo(Modifier.INTERFACE | Modifier.ABSTRACT);
                    assertThat(method(type, "open").modifiers()).isEqualTo(Modifier.PUBLIC | Modifier.ABSTRACT);
                    assertThat(method(type, "half").modifiers()).isEqualTo(Modifier.PUBLIC);
                    assertThat(method(type, "apart").modifiers()).isEqualTo(Modifier.PUBLIC | Modifier.STATIC);
                    assertThat(method(type, "own").modifiers()).isEqualTo(Modifier.PRIVATE);
                });
    }

    @Test
    void onlyWrittenValuesAreReadAndEachKindInItsNeutralForm() {
        read(
                """
                class Source {
                    @All(text = "a", number = 2, type = Source[].class, words = "one", kind = java.util.concurrent.TimeUnit.DAYS,
                            nested = @Inner(3))
                    void work() {}
                }
                @interface Inner { int value(); }
                @interface All {
                    String text(); int number(); Class<?> type(); String[] words(); String other() default "unwritten";
                    java.util.concurrent.TimeUnit kind(); Inner nested();
                }
                """,
                type -> assertThat(method(type, "work").annotations())
                        .containsExactly(new DeclaredAnnotation(
                                "com.acme.All",
                                Map.of(
                                        "text",
                                        "a",
                                        "number",
                                        2,
                                        "type",
                                        new DeclaredAnnotation.ClassName("com.acme.Source[]"),
                                        "words",
                                        List.of("one"),
                                        "kind",
                                        new DeclaredAnnotation.EnumName("java.util.concurrent.TimeUnit", "DAYS"),
                                        "nested",
                                        new DeclaredAnnotation("com.acme.Inner", Map.of("value", 3), List.of())),
                                List.of())));
    }

    @Test
    void metaAnnotationsAreReadAtAnyDepthAndInCircles() {
        read("""
            @Outer class Source {}
            @Middle @interface Outer {}
            @Outer @dev.flyball.annotation.Bulkhead(max = 3) @interface Middle {}
            """, type -> {
            DeclaredAnnotation bulkhead =
                    new DeclaredAnnotation("dev.flyball.annotation.Bulkhead", Map.of("max", 3), List.of());
            DeclaredAnnotation middle = new DeclaredAnnotation("com.acme.Middle", Map.of(), List.of(bulkhead));
            assertThat(type.annotations())
                    .containsExactly(new DeclaredAnnotation("com.acme.Outer", Map.of(), List.of(middle)));
        });
    }

    @Test
    void implementedMethodsAreListedNearestFirst() {
        read(
                """
                class Source extends Above implements Near { public void work() {} }
                class Above implements Beside { public void work() {} }
                interface Near extends Far { void work(); }
                interface Far { void work(); }
                interface Beside { void work(); }
                """,
                type -> assertThat(method(type, "work").implemented())
                        .extracting(DeclaredMethod::owner)
                        .containsExactly("com.acme.Near", "com.acme.Far", "com.acme.Beside"));
    }

    @Test
    void inheritedMethodsAreThoseThatTheTypeCanCallAndDoesNotDeclare() {
        read("""
            class Source extends Above { void own() {} @Override void both() {} }
            class Above { void both() {} void more() {} private void hidden() {} }
            """, type -> {
            assertThat(type.methods()).extracting(DeclaredMethod::name).containsExactly("own", "both");
            assertThat(type.inherited())
                    .filteredOn(method -> method.owner().startsWith("com.acme."))
                    .extracting(DeclaredMethod::name)
                    .containsExactly("more");
        });
    }

    @Test
    void relationsAreTheCompilersOwnAndAdmitIgnorance() {
        read("class Source { static class Nested extends Source {} }", type -> {
            assertThat(type.relations().assignable("com.acme.Source$Nested", "com.acme.Source"))
                    .isEqualTo(Answer.YES);
            assertThat(type.relations().assignable("com.acme.Source", "com.acme.Source$Nested"))
                    .isEqualTo(Answer.NO);
            assertThat(type.relations().assignable("com.acme.Source$Nested[]", "com.acme.Source[]"))
                    .isEqualTo(Answer.YES);
            assertThat(type.relations().assignable("int", "long")).isEqualTo(Answer.YES);
            assertThat(type.relations().assignable("void", "java.lang.Object")).isEqualTo(Answer.NO);
            assertThat(type.relations().assignable("com.acme.Nobody", "java.lang.Object"))
                    .isEqualTo(Answer.UNKNOWN);
        });
    }

    private static DeclaredMethod method(DeclaredType type, String name) {
        return type.methods().stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void read(String source, Consumer<DeclaredType> test) {
        int[] calls = {0};
        InRound.run("package com.acme;\n" + source, (environment, type) -> {
            SourceReader reader = new SourceReader(environment.getElementUtils(), environment.getTypeUtils());
            test.accept(reader.read(type).declared());
            calls[0]++;
        });
        assertThat(calls[0]).isEqualTo(1);
    }
}
