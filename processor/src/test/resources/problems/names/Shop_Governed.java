package com.acme;

class Shop_Governed {}
