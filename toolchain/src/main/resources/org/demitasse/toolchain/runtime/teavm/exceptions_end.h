
/* ---- Demitasse ---- */

#if DEMITASSE_KERNEL
    static inline __attribute__((always_inline)) void* demitasse_nullCheck(void* object, int32_t callSite) {
        if (__builtin_expect(object == NULL, 0)) {
            demitasse_panic(DEMITASSE_PANIC_NULL, callSite);
        }
        return object;
    }
    #define teavm_nullCheck(object) demitasse_nullCheck(object, demitasse_callSite)

    static inline __attribute__((always_inline)) int32_t demitasse_checkBounds(int32_t index, void* array,
            int32_t callSite) {
        if (__builtin_expect((uint32_t) index >= (uint32_t) TEAVM_ARRAY_LENGTH(array), 0)) {
            demitasse_panic(DEMITASSE_PANIC_BOUNDS, callSite);
        }
        return index;
    }
    #define teavm_checkBounds(index, array) demitasse_checkBounds(index, array, demitasse_callSite)

    static inline __attribute__((always_inline)) int32_t demitasse_checkLowerBound(int32_t index, int32_t callSite) {
        if (__builtin_expect(index < 0, 0)) {
            demitasse_panic(DEMITASSE_PANIC_BOUNDS, callSite);
        }
        return index;
    }
    #define teavm_checkLowerBound(index) demitasse_checkLowerBound(index, demitasse_callSite)

    static inline __attribute__((always_inline)) int32_t demitasse_checkUpperBound(int32_t index, void* array,
            int32_t callSite) {
        if (__builtin_expect(index >= TEAVM_ARRAY_LENGTH(array), 0)) {
            demitasse_panic(DEMITASSE_PANIC_BOUNDS, callSite);
        }
        return index;
    }
    #define teavm_checkUpperBound(index, array) demitasse_checkUpperBound(index, array, demitasse_callSite)
#endif
