package dev.flyball.processor.write;

import dev.flyball.model.Reading;
import dev.flyball.processor.read.SourceType;
import javax.lang.model.element.ExecutableElement;

/** A method to be governed, the type whose annotations say so, and what they come to. */
record PlannedMethod(ExecutableElement element, SourceType source, Reading.Governed governed) {}
