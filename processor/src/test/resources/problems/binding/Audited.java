package com.acme;

import jakarta.interceptor.InterceptorBinding;

@InterceptorBinding
@interface Audited {}
