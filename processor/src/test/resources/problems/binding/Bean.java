package com.acme;

import dev.flyball.annotation.Bulkhead;

class Bean {

    @Audited
    @Bulkhead(max = 1)
    void work() {} // WARNING binding-not-inherited
}
