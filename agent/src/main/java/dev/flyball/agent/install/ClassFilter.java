package dev.flyball.agent.install;

import java.util.List;

/**
 * Which classes are not even looked at: the JDK's, the agent's, those of loaders and packages a user excluded, and what
 * languages and tools generate at run time. Immutable; asked for every class that loads, so it allocates nothing.
 */
final class ClassFilter {

    private static final String[] NEVER = {
        "java/",
        "javax/",
        "jdk/",
        "sun/",
        "com/sun/",
        "dev/flyball/runtime/",
        "dev/flyball/model/",
        "dev/flyball/annotation/",
        "dev/flyball/agent/",
        "org/slf4j/",
        "net/bytebuddy/",
        "org/mockito/codegen/",
        "groovy/runtime/",
        "org/jacoco/agent/rt/",
        "com/intellij/rt/"
    };

    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
    private final ClassLoader own =
            String.valueOf(ClassFilter.class.getClassLoader().getName()).equals("flyball")
                    ? ClassFilter.class.getClassLoader()
                    : platform;
    private final String[] include;
    private final String[] exclude;
    private final String[] excludeLoaders;

    /** Prefixes as users write them: packages with dots, and class names of loaders. */
    ClassFilter(List<String> include, List<String> exclude, List<String> excludeLoaders) {
        this.include = slashed(include);
        this.exclude = slashed(exclude);
        this.excludeLoaders = excludeLoaders.toArray(new String[0]);
    }

    private static String[] slashed(List<String> prefixes) {
        String[] slashed = new String[prefixes.size()];
        for (int i = 0; i < slashed.length; i++) {
            slashed[i] = prefixes.get(i).replace('.', '/').replace("*", "");
        }
        return slashed;
    }

    boolean skips(ClassLoader loader) {
        return loader == null
                || loader == platform
                || loader == own
                || (excludeLoaders.length > 0 && starts(loader.getClass().getName(), excludeLoaders));
    }

    /** By internal name, {@code com/acme/Desk}. */
    boolean skips(String name) {
        return starts(name, NEVER)
                || (exclude.length > 0 && starts(name, exclude))
                || (include.length > 0 && !starts(name, include));
    }

    private static boolean starts(String name, String[] prefixes) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
