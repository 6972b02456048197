
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

    #define DEMITASSE_FAIL_DIVISION(callSite) demitasse_panic(DEMITASSE_PANIC_DIVISION, callSite)
    #define DEMITASSE_FAIL_STORE(value, callSite) demitasse_panic(DEMITASSE_PANIC_ARRAY_STORE, callSite)
#else
    enum { demitasse_callSite = -1 };

    extern void demitasse_throwIndexOutOfBounds(int32_t index, int32_t length);
    extern void demitasse_throwDivisionByZero();
    extern void demitasse_throwArrayStore(void* value);

    static inline int32_t demitasse_checkBounds(int32_t index, void* array) {
        if (__builtin_expect((uint32_t) index >= (uint32_t) TEAVM_ARRAY_LENGTH(array), 0)) {
            demitasse_throwIndexOutOfBounds(index, TEAVM_ARRAY_LENGTH(array));
            __builtin_unreachable();
        }
        return index;
    }
    #define teavm_checkBounds(index, array) demitasse_checkBounds(index, array)

    #define DEMITASSE_FAIL_DIVISION(callSite) (demitasse_throwDivisionByZero(), __builtin_unreachable())
    #define DEMITASSE_FAIL_STORE(value, callSite) (demitasse_throwArrayStore(value), __builtin_unreachable())
#endif

/* Division as the Java language has it. C leaves the least number divided by -1 undefined. */
#define DEMITASSE_DIVISION(type, unsignedType, name) \
    static inline __attribute__((always_inline)) type demitasse_divide##name##At(type dividend, type divisor, \
            int32_t callSite) { \
        if (__builtin_expect(divisor == 0, 0)) { \
            DEMITASSE_FAIL_DIVISION(callSite); \
        } \
        return divisor == -1 ? (type) (0 - (unsignedType) dividend) : dividend / divisor; \
    } \
    static inline __attribute__((always_inline)) type demitasse_remainder##name##At(type dividend, type divisor, \
            int32_t callSite) { \
        if (__builtin_expect(divisor == 0, 0)) { \
            DEMITASSE_FAIL_DIVISION(callSite); \
        } \
        return divisor == -1 ? 0 : dividend % divisor; \
    }

DEMITASSE_DIVISION(int32_t, uint32_t, Int)
DEMITASSE_DIVISION(int64_t, uint64_t, Long)

#define demitasse_divideInt(dividend, divisor) demitasse_divideIntAt(dividend, divisor, demitasse_callSite)
#define demitasse_remainderInt(dividend, divisor) demitasse_remainderIntAt(dividend, divisor, demitasse_callSite)
#define demitasse_divideLong(dividend, divisor) demitasse_divideLongAt(dividend, divisor, demitasse_callSite)
#define demitasse_remainderLong(dividend, divisor) demitasse_remainderLongAt(dividend, divisor, demitasse_callSite)

/* A reference is about to be stored into an array: its class must fit what the array was made for. */
static inline void demitasse_checkStoreAt(void* array, void* value, int32_t callSite) {
    TeaVM_Class* elements = TEAVM_CLASS_OF(array)->itemType;
    if (value == NULL || elements == teavm_objectClass) {
        return;
    }
    TeaVM_Class* cls = TEAVM_CLASS_OF(value);
    if (__builtin_expect(elements != cls && !elements->isSupertypeOf(elements, cls), 0)) {
        DEMITASSE_FAIL_STORE(value, callSite);
    }
}
#define demitasse_checkStore(array, value) demitasse_checkStoreAt(array, value, demitasse_callSite)
