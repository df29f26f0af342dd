package com.acme;

@interface Legacy {}
