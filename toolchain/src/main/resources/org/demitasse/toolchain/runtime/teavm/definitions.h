/* What the generated code and TeaVM's runtime files may assume about the machine: no operating system, and a
   compiler that understands GNU C. */
#pragma once
#include "config.h"
#include "demitasse_profile.h"
#include <stdalign.h>

#define TEAVM_WINDOWS 0
#define TEAVM_WINDOWS_UWP 0
#define TEAVM_UNIX 0
#define TEAVM_APPLE 0
#define TEAVM_PSP 0

#define TEAVM_USE_SETJMP 1
#define TEAVM_CUSTOM_LOG 1
#define TEAVM_UNREACHABLE __builtin_unreachable();

#ifndef TEAVM_INCREMENTAL
    #define TEAVM_INCREMENTAL 0
#endif
#ifndef TEAVM_OBFUSCATED
    #define TEAVM_OBFUSCATED 0
#endif
#define TEAVM_MEMORY_TRACE 0
#define TEAVM_HEAP_DUMP 0
#define TEAVM_WINDOWS_LOG 0
#define TEAVM_GC_LOG 0
#define TEAVM_GC_STATS 0
