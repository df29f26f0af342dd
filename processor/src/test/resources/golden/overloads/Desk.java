package com.acme;

import dev.flyball.annotation.Bulkhead;
import java.util.Map;

@Bulkhead(max = 4)
public class Desk {

    public void place(String order, int[] counts) {}

    public void place(Map.Entry<String, ?> entry) {}

    public void place() {}

    public void date(java.util.Date date) {}

    public void date(com.acme.time.Date date) {}

    public void toURL(String TO_URL) {}
}
