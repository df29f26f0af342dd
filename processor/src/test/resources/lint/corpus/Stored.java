package com.acme;

import dev.flyball.annotation.Bulkhead;
import java.io.Serializable;

public class Stored implements Serializable {

    private static final long serialVersionUID = 1;

    @Bulkhead(max = 1)
    public void store() {}
}
