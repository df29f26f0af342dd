/** A Spring Boot program as a user would write it. */
@NullMarked
package dev.flyball.acceptance.boot;

import org.jspecify.annotations.NullMarked;
