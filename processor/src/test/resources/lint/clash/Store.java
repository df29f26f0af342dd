package com.acme.clash;

import dev.flyball.annotation.Bulkhead;

@Bulkhead(max = 1)
public interface Store {

    java.lang.String name(String string);

    class String {}
}
