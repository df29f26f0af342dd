package com.acme;

import dev.flyball.annotation.Bulkhead;

enum Currency implements Place, Comparable2<Currency> {
    EURO,
    DOLLAR;

    @Override
    @Bulkhead(max = 1)
    public String name(String language) {
        return name();
    }

    @Override
    public int x() {
        return 0;
    }

    @Override
    @Bulkhead(max = 1)
    public int against(Currency other) {
        return 0;
    }
}
