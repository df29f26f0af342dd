/** Atlas over HTTP. */
@NullMarked
package dev.flyball.sample.web;

import org.jspecify.annotations.NullMarked;
