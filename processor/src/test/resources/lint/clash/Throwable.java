package com.acme.clash;

public class Throwable {}
