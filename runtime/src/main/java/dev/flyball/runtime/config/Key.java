package dev.flyball.runtime.config;

import dev.flyball.model.PolicyKind;

/** A key that means something. */
sealed interface Key {

    /** The name under which a policy's attributes are set for every instance that says nothing itself. */
    String DEFAULT = "default";

    /** The pseudo-attribute that switches a policy off. */
    String ENABLED = "enabled";

    /** The whole key, as people write it. */
    String text();

    /** A key that belongs to no policy, with the name in it, empty where it has none. */
    record Plain(SettingLine line, String name) implements Key {
        @Override
        public String text() {
            return "flyball." + line.key(name);
        }
    }

    /** An attribute, in kebab-case, of a policy instance. */
    record Instance(PolicyKind kind, String name, String attribute) implements Key {
        @Override
        public String text() {
            return "flyball." + kind.key() + "." + name + "." + attribute;
        }

        boolean shared() {
            return name.equals(DEFAULT);
        }

        Instance named(String other) {
            return new Instance(kind, other, attribute);
        }
    }

    /** The order of a method's policies. */
    record Order(String method) implements Key {
        @Override
        public String text() {
            return "flyball.order." + method;
        }
    }
}
