package com.acme.clash;

public class Record {}
