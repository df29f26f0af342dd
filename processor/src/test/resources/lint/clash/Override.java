package com.acme.clash;

public class Override {}
