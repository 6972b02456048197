
/* ---- Demitasse ---- */

#include "demitasse_platform.h"
#include "core.h"

#if DEMITASSE_KERNEL
    int32_t demitasse_kernel_ready;
#endif

/* CallSiteTables.SITES_PER_BLOCK */
#define DEMITASSE_SITES_PER_BLOCK 16

typedef struct {
    uint32_t handlers;
    uint32_t frameCount;
    const uint8_t* frames;
} DemitasseSite;

static uint32_t demitasse_readNumber(const uint8_t** position) {
    uint32_t result = 0;
    int32_t shift = 0;
    uint8_t byte;
    do {
        byte = *(*position)++;
        result |= (uint32_t) (byte & 0x7F) << shift;
        shift += 7;
    } while (byte & 0x80);
    return result;
}

static DemitasseSite demitasse_site(int32_t id) {
    const uint8_t* position = demitasse_sites + demitasse_siteBlocks[id / DEMITASSE_SITES_PER_BLOCK];
    int32_t skip = id % DEMITASSE_SITES_PER_BLOCK;
    for (;;) {
        DemitasseSite site;
        site.handlers = demitasse_readNumber(&position);
        site.frameCount = demitasse_readNumber(&position);
        site.frames = position;
        if (skip-- == 0) {
            return site;
        }
        for (uint32_t i = 0; i < 2 * site.frameCount; ++i) {
            demitasse_readNumber(&position);
        }
    }
}

int32_t demitasse_frameCount(int32_t id) {
    return id < 0 ? 0 : (int32_t) demitasse_site(id).frameCount;
}

static const DemitasseMethod* demitasse_frame(int32_t id, int32_t index, int32_t* line) {
    DemitasseSite site = demitasse_site(id);
    const uint8_t* position = site.frames;
    uint32_t method;
    do {
        method = demitasse_readNumber(&position);
        *line = (int32_t) demitasse_readNumber(&position) - 1;
    } while (index-- != 0);
    return demitasse_methods + method;
}

static char* demitasse_text(uint32_t place) {
    return place == 0 ? NULL : (char*) demitasse_texts + place;
}

char* demitasse_frameClass(int32_t id, int32_t index) {
    int32_t line;
    return demitasse_text(demitasse_frame(id, index, &line)->className);
}

char* demitasse_frameMethod(int32_t id, int32_t index) {
    int32_t line;
    return demitasse_text(demitasse_frame(id, index, &line)->name);
}

char* demitasse_frameFile(int32_t id, int32_t index) {
    int32_t line;
    return demitasse_text(demitasse_frame(id, index, &line)->file);
}

int32_t demitasse_frameLine(int32_t id, int32_t index) {
    int32_t line;
    demitasse_frame(id, index, &line);
    return line;
}

static void demitasse_putText(const char* text, void (*put)(char)) {
    while (*text != 0) {
        put(*text++);
    }
}

static void demitasse_putNumber(int32_t number, void (*put)(char)) {
    if (number >= 10) {
        demitasse_putNumber(number / 10, put);
    }
    put((char) ('0' + number % 10));
}

void demitasse_print_frames(int32_t id, int32_t count, void (*put)(char)) {
    for (int32_t i = 0; i < count; ++i) {
        int32_t line;
        const DemitasseMethod* method = demitasse_frame(id, i, &line);
        demitasse_putText("\tat ", put);
        demitasse_putText(demitasse_text(method->className), put);
        put('.');
        demitasse_putText(demitasse_text(method->name), put);
        put('(');
        demitasse_putText(method->file == 0 ? "Unknown Source" : demitasse_text(method->file), put);
        if (method->file != 0 && line > 0) {
            put(':');
            demitasse_putNumber(line, put);
        }
        put(')');
        put('\n');
    }
}

void demitasse_print_call_site(int32_t id, void (*put)(char)) {
    demitasse_print_frames(id, demitasse_frameCount(id), put);
}

#if !DEMITASSE_KERNEL
    #include <string.h>

    #define DEMITASSE_NAME_LIMIT 512

    /* The result stays valid until the next call. */
    char* demitasse_nameOfClass(void* cls) {
        static char buffer[DEMITASSE_NAME_LIMIT];
        TeaVM_Class* elements = (TeaVM_Class*) cls;
        size_t dimensions = 0;
        while (elements->itemType != NULL && dimensions < 255) {
            elements = elements->itemType;
            buffer[dimensions++] = '[';
        }
        const DemitasseClassName* entry = demitasse_classNames;
        while (entry->cls != NULL && entry->cls != elements) {
            ++entry;
        }
        char* name = entry->cls == NULL ? "?" : (char*) demitasse_classTexts + entry->name;
        if (dimensions == 0) {
            return name;
        }
        char* end = buffer + dimensions;
        int32_t primitive = teavm_primitiveKind(elements);
        if (primitive != 0) {
            *end++ = "?ZBSCIJFD"[primitive];
        } else {
            size_t length = strlen(name);
            if (length > DEMITASSE_NAME_LIMIT - dimensions - 3) {
                length = DEMITASSE_NAME_LIMIT - dimensions - 3;
            }
            *end++ = 'L';
            memcpy(end, name, length);
            end += length;
            *end++ = ';';
        }
        *end = 0;
        return buffer;
    }

    char* demitasse_className(void* object) {
        return demitasse_nameOfClass(TEAVM_CLASS_OF(object));
    }

    /* Bytes at the lower end of the stack that only the making of a StackOverflowError may use, and the last bytes
       that nobody may. */
    #define DEMITASSE_STACK_RESERVE 8192
    #define DEMITASSE_STACK_LAST 2048

    char* demitasse_stackLimit = demitasse_stack_bottom + DEMITASSE_STACK_RESERVE;

    void demitasse_useReserve() {
        demitasse_stackLimit = demitasse_stack_bottom + DEMITASSE_STACK_LAST;
    }

    void demitasse_restoreReserve() {
        demitasse_stackLimit = demitasse_stack_bottom + DEMITASSE_STACK_RESERVE;
    }

    /* Returns the id of the handler around the call site that takes exceptions of the class, 0 if there is none. */
    int32_t demitasse_findHandler(int32_t id, void* exceptionClass) {
        uint32_t handlers = id < 0 ? 0 : demitasse_site(id).handlers;
        if (handlers == 0) {
            return 0;
        }
        for (const DemitasseHandler* handler = demitasse_handlers + handlers - 1; handler->id != 0; ++handler) {
            if (handler->exceptionClass == NULL
                    || handler->exceptionClass->isSupertypeOf(handler->exceptionClass, exceptionClass)) {
                return handler->id;
            }
        }
        return 0;
    }
#endif
