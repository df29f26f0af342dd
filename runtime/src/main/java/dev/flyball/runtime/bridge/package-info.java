/**
 * The few names that bytecode and generated source mention, for ever: {@link dev.flyball.runtime.bridge.Linker},
 * {@link dev.flyball.runtime.bridge.Site} and what they take. Application code does not use this package.
 */
@NullMarked
package dev.flyball.runtime.bridge;

import org.jspecify.annotations.NullMarked;
