
/* ---- Demitasse ---- */

/* Tables of the places from which exceptions can come, made by CallSiteTables; see there. */
typedef struct {
    uint32_t className;
    uint32_t name;
    uint32_t file;
} DemitasseMethod;

typedef struct {
    int32_t id;
    TeaVM_Class* exceptionClass;
} DemitasseHandler;

typedef struct {
    TeaVM_Class* cls;
    uint32_t name;
} DemitasseClassName;

extern const DemitasseClassName demitasse_classNames[];
extern const uint8_t demitasse_classTexts[];
extern const uint8_t demitasse_sites[];
extern const uint32_t demitasse_siteBlocks[];
extern const DemitasseMethod demitasse_methods[];
extern const uint8_t demitasse_texts[];
extern const DemitasseHandler demitasse_handlers[];

#if DEMITASSE_KERNEL
    /* No collector looks for roots and no exception for a handler, so that there are no frames. */
    #undef TEAVM_ALLOC_STACK
    #undef TEAVM_RELEASE_STACK
    #undef TEAVM_GC_ROOT
    #undef TEAVM_GC_ROOT_RELEASE
    #undef TEAVM_CALL_SITE
    #undef TEAVM_WITH_CALL_SITE_ID
    #define TEAVM_ALLOC_STACK(size) ((void) 0)
    #define TEAVM_RELEASE_STACK ((void) 0)
    #define TEAVM_GC_ROOT(index, pointer) ((void) 0)
    #define TEAVM_GC_ROOT_RELEASE(index) ((void) 0)
    #define TEAVM_CALL_SITE(id) ((void) 0)
    #define TEAVM_WITH_CALL_SITE_ID(id, expression) \
        __extension__ ({ enum { demitasse_callSite = (id) }; (expression); })
#else
    /* Every method that calls another one looks whether there is room left, below which exceptions need some. */
    extern char* demitasse_stackLimit;
    extern void demitasse_throwStackOverflow();

    #undef TEAVM_ALLOC_STACK
    #define TEAVM_ALLOC_STACK(count) \
        struct { TeaVM_StackFrame header; void* data[(count)]; } teavm_shadowStack; \
        if (__builtin_expect((char*) &teavm_shadowStack < demitasse_stackLimit, 0)) { \
            demitasse_throwStackOverflow(); \
        } \
        teavm_shadowStack.header.next = teavm_stackTop; \
        teavm_shadowStack.header.size = (count); \
        teavm_stackTop = &teavm_shadowStack.header
#endif
