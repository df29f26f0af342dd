/** What users write: the annotations that put a governor on a method. */
package dev.flyball.annotation;
