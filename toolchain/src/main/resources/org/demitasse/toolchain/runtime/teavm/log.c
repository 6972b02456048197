/* Texts of the runtime itself, gathered to a line, half a line if the buffer is full; and System.out and System.err, already
   in UTF-8, which wait for nothing: who reads the log puts lines together, and shows half a line of a program that faults. */
#include "log.h"
#include "definitions.h"
#include "demitasse_runtime.h"

#define DEMITASSE_LOG_CAPACITY 256

static char demitasse_logBuffer[DEMITASSE_LOG_CAPACITY];
static int32_t demitasse_logFill;

void demitasse_log_flush() {
    if (demitasse_logFill > 0) {
        demitasse_console_write(demitasse_logBuffer, demitasse_logFill);
        demitasse_logFill = 0;
    }
}

void teavm_logchar(int32_t byte) {
    demitasse_logBuffer[demitasse_logFill++] = (char) byte;
    if (byte == '\n' || demitasse_logFill == DEMITASSE_LOG_CAPACITY) {
        demitasse_log_flush();
    }
}

void demitasse_writeBytes(void* bytes, int32_t offset, int32_t count) {
    demitasse_log_flush();
    demitasse_console_write((const char*) bytes + offset, count);
}

static void demitasse_logCodePoint(uint32_t c) {
    if (c < 0x80) {
        teavm_logchar((int32_t) c);
    } else if (c < 0x800) {
        teavm_logchar((int32_t) (0xC0 | c >> 6));
        teavm_logchar((int32_t) (0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        teavm_logchar((int32_t) (0xE0 | c >> 12));
        teavm_logchar((int32_t) (0x80 | (c >> 6 & 0x3F)));
        teavm_logchar((int32_t) (0x80 | (c & 0x3F)));
    } else {
        teavm_logchar((int32_t) (0xF0 | c >> 18));
        teavm_logchar((int32_t) (0x80 | (c >> 12 & 0x3F)));
        teavm_logchar((int32_t) (0x80 | (c >> 6 & 0x3F)));
        teavm_logchar((int32_t) (0x80 | (c & 0x3F)));
    }
}

void teavm_printString(char16_t* s) {
    while (*s != 0) {
        uint32_t c = *s++;
        if ((c & 0xFC00) == 0xD800 && (*s & 0xFC00) == 0xDC00) {
            c = 0x10000 + ((c & 0x3FF) << 10 | (*s++ & 0x3FF));
        }
        demitasse_logCodePoint(c);
    }
}

void teavm_printWString(wchar_t* s) {
    while (*s != 0) {
        demitasse_logCodePoint((uint32_t) *s++);
    }
}

void teavm_printInt(int32_t value) {
    char digits[10];
    int32_t count = 0;
    uint32_t rest = value < 0 ? 0u - (uint32_t) value : (uint32_t) value;
    if (value < 0) {
        teavm_logchar('-');
    }
    do {
        digits[count++] = (char) ('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    while (count > 0) {
        teavm_logchar(digits[--count]);
    }
}

void demitasse_print(const char* text) {
    while (*text != 0) {
        teavm_logchar((unsigned char) *text++);
    }
}

static void demitasse_logByte(char byte) {
    teavm_logchar((unsigned char) byte);
}

/* Walks the frames of call sites from the outermost one inwards. */
typedef struct {
    const int32_t* sites;
    int32_t site;
    int32_t frame;
} DemitasseFrames;

static int32_t demitasse_inwards(DemitasseFrames* frames) {
    while (--frames->frame < 0) {
        if (--frames->site < 0) {
            return 0;
        }
        frames->frame = demitasse_frameCount(frames->sites[frames->site]);
    }
    return 1;
}

static int32_t demitasse_sameFrame(DemitasseFrames* a, DemitasseFrames* b) {
    int32_t siteA = a->sites[a->site];
    int32_t siteB = b->sites[b->site];
    return demitasse_frameLine(siteA, a->frame) == demitasse_frameLine(siteB, b->frame)
        && demitasse_frameClass(siteA, a->frame) == demitasse_frameClass(siteB, b->frame)
        && demitasse_frameMethod(siteA, a->frame) == demitasse_frameMethod(siteB, b->frame);
}

void demitasse_printCallSites(const int32_t* sites, int32_t count, const int32_t* outer, int32_t outerCount) {
    int32_t frames = 0;
    for (int32_t i = 0; i < count; ++i) {
        frames += demitasse_frameCount(sites[i]);
    }
    int32_t common = 0;
    DemitasseFrames own = { sites, count, 0 };
    DemitasseFrames enclosing = { outer, outerCount, 0 };
    while (demitasse_inwards(&own) && demitasse_inwards(&enclosing) && demitasse_sameFrame(&own, &enclosing)) {
        ++common;
    }
    for (int32_t i = 0, left = frames - common; i < count && left > 0; ++i) {
        int32_t here = demitasse_frameCount(sites[i]);
        demitasse_print_frames(sites[i], here < left ? here : left, demitasse_logByte);
        left -= here;
    }
    if (common > 0) {
        demitasse_print("\t... ");
        teavm_printInt(common);
        demitasse_print(" more\n");
    }
}

void demitasse_finish(int32_t code) {
    demitasse_log_flush();
    demitasse_exit(code);
}
