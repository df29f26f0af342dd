package dev.flyball.agent.read;

import dev.flyball.model.DeclaredAnnotation;
import dev.flyball.model.DeclaredAnnotation.ClassName;
import dev.flyball.model.DeclaredAnnotation.EnumName;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Collects one annotation, as written, and hands it over at its end. */
final class AnnotationReader extends AnnotationVisitor {

    private final String type;
    private final Consumer<DeclaredAnnotation> done;
    private final Map<String, Object> values = new LinkedHashMap<>();

    AnnotationReader(String type, Consumer<DeclaredAnnotation> done) {
        super(OpenedClassReader.ASM_API);
        this.type = type;
        this.done = done;
    }

    @Override
    public void visit(@Nullable String name, Object value) {
        put(name, neutral(value));
    }

    @Override
    public void visitEnum(@Nullable String name, String enumType, String constant) {
        put(name, new EnumName(TypeVisitor.binary(enumType), constant));
    }

    @Override
    public AnnotationVisitor visitAnnotation(@Nullable String name, String nested) {
        return new AnnotationReader(TypeVisitor.binary(nested), annotation -> put(name, annotation));
    }

    @Override
    public AnnotationVisitor visitArray(@Nullable String name) {
        return new Elements(elements -> put(name, elements));
    }

    @Override
    public void visitEnd() {
        done.accept(new DeclaredAnnotation(type, Collections.unmodifiableMap(values), List.of()));
    }

    private void put(@Nullable String name, Object value) {
        values.put(name == null ? "value" : name, value);
    }

    /** Class literals by name, small integers as Integer, arrays of primitives as lists. */
    private static Object neutral(Object value) {
        if (value instanceof Type literal) {
            return new ClassName(literal.getClassName());
        }
        if (value instanceof Byte || value instanceof Short) {
            return ((Number) value).intValue();
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        if (!value.getClass().isArray()) {
            return value;
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            elements.add(neutral(Array.get(value, i)));
        }
        return List.copyOf(elements);
    }

    /** The elements of an array value, which have no names. */
    private static final class Elements extends AnnotationVisitor {

        private final List<Object> elements = new ArrayList<>();
        private final Consumer<List<Object>> done;

        Elements(Consumer<List<Object>> done) {
            super(OpenedClassReader.ASM_API);
            this.done = done;
        }

        @Override
        public void visit(@Nullable String name, Object value) {
            elements.add(neutral(value));
        }

        @Override
        public void visitEnum(@Nullable String name, String enumType, String constant) {
            elements.add(new EnumName(TypeVisitor.binary(enumType), constant));
        }

        @Override
        public AnnotationVisitor visitAnnotation(@Nullable String name, String nested) {
            return new AnnotationReader(TypeVisitor.binary(nested), elements::add);
        }

        @Override
        public void visitEnd() {
            done.accept(List.copyOf(elements));
        }
    }
}
