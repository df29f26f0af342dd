package com.acme;

class Item {}
