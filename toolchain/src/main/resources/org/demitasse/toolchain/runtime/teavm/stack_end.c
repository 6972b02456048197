
/* ---- Demitasse ---- */

#include "demitasse_platform.h"

#if DEMITASSE_KERNEL
    int32_t demitasse_kernel_ready;
#endif

static void demitasse_putString(TeaVM_String** text, void (*put)(char)) {
    TeaVM_Array* characters = (*text)->characters;
    char16_t* chars = TEAVM_ARRAY_DATA(characters, char16_t);
    for (int32_t i = 0; i < characters->size; ++i) {
        put(chars[i] < 0x7F ? (char) chars[i] : '?');
    }
}

static void demitasse_putNumber(int32_t number, void (*put)(char)) {
    if (number >= 10) {
        demitasse_putNumber(number / 10, put);
    }
    put((char) ('0' + number % 10));
}

static void demitasse_putText(const char* text, void (*put)(char)) {
    while (*text != 0) {
        put(*text++);
    }
}

void demitasse_print_call_site(int32_t id, void (*put)(char)) {
    if (id < 0) {
        return;
    }
    for (TeaVM_CallSiteLocation* location = demitasse_findCallSite(id)->location; location != NULL;
            location = location->next) {
        TeaVM_MethodLocation* method = location->method;
        if (method == NULL || method->className == NULL || method->methodName == NULL) {
            continue;
        }
        demitasse_putText("\tat ", put);
        demitasse_putString(method->className, put);
        put('.');
        demitasse_putString(method->methodName, put);
        put('(');
        if (method->fileName == NULL) {
            demitasse_putText("Unknown Source", put);
        } else {
            demitasse_putString(method->fileName, put);
            if (location->lineNumber > 0) {
                put(':');
                demitasse_putNumber(location->lineNumber, put);
            }
        }
        put(')');
        put('\n');
    }
}
