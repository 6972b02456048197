package org.demitasse.core;

/** What core makes components of. */
record Resources(Kernel kernel, PhysicalMemory memory, PageAllocator pages) {}
