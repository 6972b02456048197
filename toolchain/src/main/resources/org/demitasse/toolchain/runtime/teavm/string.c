/* Java's strings and C's: UTF-16 on one side, UTF-8 on the other. What is malformed becomes U+FFFD, except that a
   lone surrogate becomes '?', as String.getBytes does it. */
#include "string.h"
#include "stack.h"
#include <stdlib.h>
#include <string.h>
#include <stddef.h>

int32_t teavm_hashCode(TeaVM_String* string) {
    int32_t length = string->characters->size;
    char16_t* chars = TEAVM_ARRAY_DATA(string->characters, char16_t);
    uint32_t hash = 0;
    for (int32_t i = 0; i < length; ++i) {
        hash = 31 * hash + chars[i];
    }
    return (int32_t) hash;
}

int32_t teavm_equals(TeaVM_String* first, TeaVM_String* second) {
    if (first == second) {
        return 1;
    }
    int32_t length = first->characters->size;
    return length == second->characters->size
        && memcmp(TEAVM_ARRAY_DATA(first->characters, char16_t), TEAVM_ARRAY_DATA(second->characters, char16_t),
                (size_t) length * sizeof(char16_t)) == 0;
}

/* Writes one code point to target, which may be NULL, and returns its length in bytes. */
static int32_t demitasse_encode(uint32_t c, char* target) {
    char bytes[4];
    int32_t count;
    if (c < 0x80) {
        bytes[0] = (char) c;
        count = 1;
    } else if (c < 0x800) {
        bytes[0] = (char) (0xC0 | c >> 6);
        count = 2;
    } else if (c < 0x10000) {
        bytes[0] = (char) (0xE0 | c >> 12);
        count = 3;
    } else {
        bytes[0] = (char) (0xF0 | c >> 18);
        count = 4;
    }
    for (int32_t i = 1; i < count; ++i) {
        bytes[i] = (char) (0x80 | (c >> 6 * (count - 1 - i) & 0x3F));
    }
    if (target != NULL) {
        memcpy(target, bytes, (size_t) count);
    }
    return count;
}

/* Returns the length of the text in bytes; writes it to target unless that is NULL. */
static size_t demitasse_toUtf8(char16_t* chars, int32_t length, char* target) {
    size_t size = 0;
    for (int32_t i = 0; i < length; ++i) {
        uint32_t c = chars[i];
        if ((c & 0xFC00) == 0xD800 && i + 1 < length && (chars[i + 1] & 0xFC00) == 0xDC00) {
            c = 0x10000 + ((c & 0x3FF) << 10 | (chars[++i] & 0x3FF));
        } else if ((c & 0xF800) == 0xD800) {
            c = '?';
        }
        size += (size_t) demitasse_encode(c, target == NULL ? NULL : target + size);
    }
    return size;
}

/* Reads one code point from text, which ends with a zero byte, and returns how many bytes it took. */
static int32_t demitasse_decode(const char* text, uint32_t* result) {
    const unsigned char* bytes = (const unsigned char*) text;
    uint32_t first = bytes[0];
    int32_t count = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    *result = 0xFFFD;
    if (count == 0) {
        return 1;
    }
    if (count == 1) {
        *result = first;
        return 1;
    }
    uint32_t c = first & (0x7Fu >> count);
    for (int32_t i = 1; i < count; ++i) {
        if ((bytes[i] & 0xC0) != 0x80) {
            return i;
        }
        c = c << 6 | (bytes[i] & 0x3F);
    }
    if (c > 0x10FFFF || (c & 0xFFFFF800) == 0xD800 || (count == 3 && c < 0x800) || (count == 4 && c < 0x10000)) {
        return 1;
    }
    *result = c;
    return count;
}

/* Returns the length of the text in chars; writes it to target unless that is NULL. */
static int32_t demitasse_toUtf16(const char* text, char16_t* target) {
    int32_t size = 0;
    while (*text != 0) {
        uint32_t c;
        text += demitasse_decode(text, &c);
        if (c < 0x10000) {
            if (target != NULL) {
                target[size] = (char16_t) c;
            }
            size += 1;
        } else {
            if (target != NULL) {
                target[size] = (char16_t) (0xD800 | (c - 0x10000) >> 10);
                target[size + 1] = (char16_t) (0xDC00 | (c & 0x3FF));
            }
            size += 2;
        }
    }
    return size;
}

char* teavm_char16ToMb(char16_t* chars, int32_t length) {
    size_t size = demitasse_toUtf8(chars, length, NULL);
    char* result = malloc(size + 1);
    demitasse_toUtf8(chars, length, result);
    result[size] = 0;
    return result;
}

char* teavm_stringToC(void* string) {
    if (string == NULL) {
        return NULL;
    }
    TeaVM_Array* characters = ((TeaVM_String*) string)->characters;
    return teavm_char16ToMb(TEAVM_ARRAY_DATA(characters, char16_t), characters->size);
}

char16_t* teavm_stringToC16(void* string) {
    if (string == NULL) {
        return NULL;
    }
    TeaVM_Array* characters = ((TeaVM_String*) string)->characters;
    size_t size = (size_t) characters->size;
    char16_t* result = malloc((size + 1) * sizeof(char16_t));
    memcpy(result, TEAVM_ARRAY_DATA(characters, char16_t), size * sizeof(char16_t));
    result[size] = 0;
    return result;
}

TeaVM_String* teavm_cToString(char* text) {
    if (text == NULL) {
        return NULL;
    }
    TEAVM_ALLOC_STACK(1);
    TEAVM_CALL_SITE(-1);
    TEAVM_GC_ROOT_RELEASE(0);
    TeaVM_Array* characters = teavm_allocateCharArray(demitasse_toUtf16(text, NULL));
    TEAVM_GC_ROOT(0, characters);
    demitasse_toUtf16(text, TEAVM_ARRAY_DATA(characters, char16_t));
    TeaVM_String* result = teavm_createString(characters);
    TEAVM_RELEASE_STACK;
    return result;
}

TeaVM_String* teavm_c16ToString(char16_t* text) {
    if (text == NULL) {
        return NULL;
    }
    TEAVM_ALLOC_STACK(1);
    TEAVM_CALL_SITE(-1);
    TEAVM_GC_ROOT_RELEASE(0);
    int32_t size = 0;
    while (text[size] != 0) {
        ++size;
    }
    TeaVM_Array* characters = teavm_allocateCharArray(size);
    TEAVM_GC_ROOT(0, characters);
    memcpy(TEAVM_ARRAY_DATA(characters, char16_t), text, (size_t) size * sizeof(char16_t));
    TeaVM_String* result = teavm_createString(characters);
    TEAVM_RELEASE_STACK;
    return result;
}

char16_t* teavm_mbToChar16(char* text, int32_t* length) {
    int32_t size = demitasse_toUtf16(text, NULL);
    char16_t* result = malloc(((size_t) size + 1) * sizeof(char16_t));
    demitasse_toUtf16(text, result);
    *length = size;
    return result;
}

void teavm_disposeStringList(TeaVM_StringList* list) {
    while (list != NULL) {
        TeaVM_StringList* next = list->next;
        free(list->data);
        free(list);
        list = next;
    }
}

TeaVM_StringList* teavm_appendString(TeaVM_StringList* list, char16_t* data, int32_t length) {
    TeaVM_StringList* entry = malloc(sizeof(TeaVM_StringList));
    entry->data = data;
    entry->length = length;
    entry->next = list;
    return entry;
}
