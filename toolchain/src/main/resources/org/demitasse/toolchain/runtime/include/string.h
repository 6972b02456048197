#ifndef DEMITASSE_STRING_H
#define DEMITASSE_STRING_H

#include <stddef.h>

void* memcpy(void* restrict target, const void* restrict source, size_t count);
void* memmove(void* target, const void* source, size_t count);
void* memset(void* target, int value, size_t count);
int memcmp(const void* first, const void* second, size_t count);
size_t strlen(const char* text);

#endif
