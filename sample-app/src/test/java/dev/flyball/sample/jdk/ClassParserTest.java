package dev.flyball.sample.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.AbstractList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClassParserTest {

    @Test
    void namesTheClassItsSuperTypeAndItsModule() throws IOException {
        ClassFacts facts = parse(Specimen.class);

        assertThat(facts.name()).isEqualTo("dev.flyball.sample.jdk.ClassParserTest$Specimen");
        assertThat(facts.simpleName()).isEqualTo("ClassParserTest$Specimen");
        assertThat(facts.superName()).isEqualTo("java.util.AbstractList");
        assertThat(facts.module()).isEqualTo("some.module");
    }

    @Test
    void listsMethodsOnceAndNoConstructors() throws IOException {
        assertThat(parse(Specimen.class).methods()).containsOnlyOnce("get", "size", "twice");
        assertThat(parse(Specimen.class).methods()).noneMatch(name -> name.startsWith("<"));
    }

    @Test
    void keepsStringsThatStandAfterConstantsOfTwoPlaces() throws IOException {
        assertThat(parse(Specimen.class).strings()).contains("a string, with größe");
    }

    @Test
    void javaLangObjectHasNoSuperType() throws IOException {
        assertThat(parse(Object.class).superName()).isEmpty();
    }

    @Test
    void bytesThatAreNoClassFileAreRefused() {
        assertThatThrownBy(() -> ClassParser.parse("m", new byte[] {1, 2, 3, 4}))
                .isInstanceOf(IOException.class)
                .hasMessage("not a class file: it does not start with CAFEBABE");
    }

    @Test
    void aTruncatedClassFileIsRefused() throws IOException {
        byte[] half = Arrays.copyOf(bytes(Specimen.class), 200);

        assertThatThrownBy(() -> ClassParser.parse("m", half)).isInstanceOf(EOFException.class);
    }

    @Test
    void anUnknownConstantIsNamed() {
        byte[] bytes = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 61, 0, 2, 99};

        assertThatThrownBy(() -> ClassParser.parse("m", bytes))
                .isInstanceOf(IOException.class)
                .hasMessage("constant 1 has the unknown tag 99");
    }

    private static ClassFacts parse(Class<?> type) throws IOException {
        return ClassParser.parse("some.module", bytes(type));
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }

    static final class Specimen extends AbstractList<String> {
        static long big() {
            return 123456789012345L;
        }

        @Override
        public String get(int index) {
            return index > 1e-300 ? "a string, with größe" : "";
        }

        @Override
        public int size() {
            return 2;
        }

        String twice(int once) {
            return get(once);
        }

        String twice(String once) {
            return once;
        }
    }
}
