/** What the annotations mean: declared methods in, plans and problems out. */
module dev.flyball.model {
    requires static transitive org.jspecify;

    exports dev.flyball.model;
}
