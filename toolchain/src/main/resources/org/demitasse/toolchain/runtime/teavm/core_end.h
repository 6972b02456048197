
/* ---- Demitasse ---- */

/* The offset of an array's elements is a constant. */
#undef TEAVM_ARRAY_DATA
#define TEAVM_ARRAY_DATA(array, type) \
    ((type*) ((char*) (array) + (sizeof(TeaVM_Array) + sizeof(type) - 1) / sizeof(type) * sizeof(type)))

/* The collector has one generation. */
#define teavm_gc_writeBarrier(object) ((void) 0)

#if DEMITASSE_KERNEL
    #include "demitasse_platform.h"

    /* The call site that encloses an expression, known at compile time: see TEAVM_WITH_CALL_SITE_ID. */
    enum { demitasse_callSite = -1 };

    static inline __attribute__((always_inline)) void* demitasse_checkCastAt(void* object, void* cls,
            int32_t (*function)(TeaVM_Class*, TeaVM_Class*), int32_t callSite) {
        if (__builtin_expect(object != NULL && !function((TeaVM_Class*) cls, TEAVM_CLASS_OF(object)), 0)) {
            demitasse_panic(DEMITASSE_PANIC_CAST, callSite);
        }
        return object;
    }
    #define teavm_checkcast(object, cls, function) demitasse_checkCastAt(object, cls, function, demitasse_callSite)
#else
    extern void demitasse_throwClassCast(void* object, void* cls);

    static inline void* demitasse_checkCast(void* object, void* cls, int32_t (*function)(TeaVM_Class*, TeaVM_Class*)) {
        if (__builtin_expect(object != NULL && !function((TeaVM_Class*) cls, TEAVM_CLASS_OF(object)), 0)) {
            demitasse_throwClassCast(object, cls);
            __builtin_unreachable();
        }
        return object;
    }
    #define teavm_checkcast(object, cls, function) demitasse_checkCast(object, cls, function)

    /* Runs the initializer of a class, see ClassInitialization. */
    extern void demitasse_initializeClass(int64_t cls, int64_t initializer);
    #if DEMITASSE_WAITS
        extern int32_t demitasse_runningThreads(void);
        extern void demitasse_initializeClassOrWait(int64_t cls, int64_t initializer);
        #define DEMITASSE_INITIALIZE \
            (demitasse_runningThreads() ? demitasse_initializeClassOrWait : demitasse_initializeClass)
    #else
        #define DEMITASSE_INITIALIZE demitasse_initializeClass
    #endif

    static inline void demitasse_initialize(TeaVM_Class* cls, void (*initializer)()) {
        if (__builtin_expect((cls->flags & 1) == 0, 0)) {
            DEMITASSE_INITIALIZE((int64_t) (intptr_t) cls, (int64_t) (intptr_t) initializer);
        }
    }
    #define teavm_initializeClass(cls, initializer) demitasse_initialize(cls, initializer)

    #if TEAVM_CLASS_INIT_USED
        static inline void demitasse_initializeDefault(TeaVM_Class* cls) {
            if (cls->init != NULL) {
                demitasse_initialize(cls, cls->init);
            }
        }
        #define teavm_initializeClassDefault(cls) demitasse_initializeDefault(cls)
    #endif
#endif
