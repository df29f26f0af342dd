package com.acme.clash;

import dev.flyball.annotation.Bulkhead;

@Bulkhead(max = 1)
public class Shop<Site> {

    public java.lang.Record one(Record record, java.lang.Object object, Object other) {
        return null;
    }

    public Linker two(Site site) {
        return null;
    }
}
