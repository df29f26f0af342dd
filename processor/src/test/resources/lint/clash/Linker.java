package com.acme.clash;

public class Linker {}
