package com.acme;

/** Says nothing of governance itself. */
public class Orders implements OrderApi {

    @Override
    public String place(String order) {
        return "placed " + order;
    }
}
