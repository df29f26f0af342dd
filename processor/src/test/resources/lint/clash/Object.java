package com.acme.clash;

public class Object {}
