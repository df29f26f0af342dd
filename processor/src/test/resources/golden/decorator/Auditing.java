package com.acme;

public interface Auditing<A> {

    CharSequence audit(A what);

    default <B extends A> void auditAll(Iterable<B> all) throws IllegalStateException {}
}
