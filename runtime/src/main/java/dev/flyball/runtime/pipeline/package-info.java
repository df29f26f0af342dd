/**
 * Where the policies meet: {@link dev.flyball.runtime.pipeline.PipelineFactory} builds a method's gates from its plan,
 * {@link dev.flyball.runtime.pipeline.Governor} takes calls through them.
 */
@NullMarked
package dev.flyball.runtime.pipeline;

import org.jspecify.annotations.NullMarked;
