package com.acme.time;

public class Date {}
