package dev.flyball.processor.write;

import com.palantir.javapoet.ClassName;

/** The runtime's names that generated code mentions; there are no others. */
final class Bridge {

    private static final String PACKAGE = "dev.flyball.runtime.bridge";

    static final ClassName SITE = ClassName.get(PACKAGE, "Site");
    static final ClassName LINKER = ClassName.get(PACKAGE, "Linker");
    static final ClassName SKIP = ClassName.get(PACKAGE, "Skip");
    static final ClassName GENERATED = ClassName.get("dev.flyball.annotation", "FlyballGenerated");

    private Bridge() {}
}
