
/* ---- Demitasse ---- */

/* The tables of call sites are packed; callsites_end.c. */
extern TeaVM_CallSite* demitasse_findCallSite(int32_t id);
#undef TEAVM_FIND_CALLSITE
#define TEAVM_FIND_CALLSITE(id, frame) demitasse_findCallSite(id)

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
#endif
