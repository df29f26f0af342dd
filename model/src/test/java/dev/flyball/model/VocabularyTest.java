package dev.flyball.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VocabularyTest {

    @ParameterizedTest
    @EnumSource
    void everyAnnotationHasTheAttributesOfTheTable(PolicyKind kind) throws Exception {
        assertThat(Arrays.stream(Class.forName(kind.annotation()).getDeclaredMethods())
                        .map(Method::getName))
                .containsExactlyInAnyOrderElementsOf(Vocabulary.policy(kind).attributes().stream()
                        .map(Attribute::name)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void everyAnnotationHasTheDefaultsOfTheTable(PolicyKind kind) throws Exception {
        for (Method method : Class.forName(kind.annotation()).getDeclaredMethods()) {
            Attribute attribute =
                    Vocabulary.policy(kind).attribute(method.getName()).orElseThrow();
            Object standard = method.getDefaultValue();
            assertThat(attribute.standard().isPresent()).as("%s", method).isEqualTo(standard != null);
            if (standard != null) {
                assertThat(attribute.parse(asText(standard)))
                        .as("%s", method)
                        .isEqualTo(new Parsed.Value(attribute.standard().orElseThrow()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyEnumHasTheWordsOfTheTable(PolicyKind kind) throws Exception {
        for (Method method : Class.forName(kind.annotation()).getDeclaredMethods()) {
            if (method.getReturnType().isEnum()) {
                assertThat(Vocabulary.policy(kind)
                                .attribute(method.getName())
                                .orElseThrow()
                                .constants())
                        .isEqualTo(Arrays.stream(method.getReturnType().getEnumConstants())
                                .map(Object::toString)
                                .toList());
            }
        }
    }

    @Test
    void anAttributeIsFoundByEitherSpelling() {
        PolicyEntry breaker = Vocabulary.policy("circuit-breaker").orElseThrow();
        assertThat(breaker.attribute("slowCallDuration")).isEqualTo(breaker.attribute("slow-call-duration"));
        assertThat(breaker.attribute("slowcall")).isEmpty();
    }

    private static String asText(Object value) {
        if (value instanceof Class<?>[] classes) {
            return Arrays.stream(classes).map(Class::getName).collect(Collectors.joining(","));
        }
        return value.toString();
    }
}
