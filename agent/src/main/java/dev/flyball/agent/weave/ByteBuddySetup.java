package dev.flyball.agent.weave;

import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * What Byte Buddy must be told before its first class runs. Its property names are constants, so they follow it when it
 * is relocated and never reach a program's own copy.
 */
public final class ByteBuddySetup {

    private ByteBuddySetup() {}

    /** Tells it; to be called by whoever may touch Byte Buddy first. */
    public static void apply() {
        // Generic signatures would have it ask types it cannot see for their type variables.
        System.setProperty(TypeDefinition.RAW_TYPES_PROPERTY, "true");
        // Class files of a JDK newer than itself are read as those of the newest it knows.
        System.setProperty(OpenedClassReader.EXPERIMENTAL_PROPERTY, "true");
    }
}
