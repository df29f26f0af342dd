package com.acme;

interface Comparable2<T> {

    int against(T other);
}
