/**
 * What a governed call costs, beside what it must cost and what others charge for it. The benchmarks stand in the
 * packages below; this one holds {@link dev.flyball.benchmarks.Report}, which makes a table of their results.
 *
 * <p>The class of a benchmark says who governs (a subject), the method says by which policy; the report finds both by
 * name. Micrometer is not on the class path, so nobody's calls are timed besides.
 */
@NullMarked
package dev.flyball.benchmarks;

import org.jspecify.annotations.NullMarked;
