/* The part of the C library's mathematics that is exact: one instruction each, and the remainder by long division. */
#include <math.h>
#include <stdint.h>

#if defined(__aarch64__)
    #define ROUNDING(name, instruction) \
        double name(double x) { \
            double result; \
            __asm__(instruction " %d0, %d1" : "=w"(result) : "w"(x)); \
            return result; \
        }
    ROUNDING(fabs, "fabs")
    ROUNDING(sqrt, "fsqrt")
    ROUNDING(floor, "frintm")
    ROUNDING(ceil, "frintp")
    ROUNDING(trunc, "frintz")
    ROUNDING(rint, "frintn")
#endif

/* x - n * y with n = trunc(x / y), without any rounding: subtracts shifted multiples of y as integers. */
double fmod(double x, double y) {
    union { double value; uint64_t bits; } a = { x }, b = { y };
    uint64_t sign = a.bits & UINT64_C(1) << 63;
    a.bits ^= sign;
    b.bits &= ~(UINT64_C(1) << 63);
    if (b.bits == 0 || a.bits >= UINT64_C(0x7FF) << 52 || b.bits > UINT64_C(0x7FF) << 52) {
        return (x * y) / (x * y);
    }
    if (a.bits < b.bits) {
        return x;
    }
    int exponent = (int) (a.bits >> 52);
    int divisorExponent = (int) (b.bits >> 52);
    uint64_t rest = a.bits & ((UINT64_C(1) << 52) - 1);
    uint64_t divisor = b.bits & ((UINT64_C(1) << 52) - 1);
    if (exponent == 0) {
        exponent = 1;
    } else {
        rest |= UINT64_C(1) << 52;
    }
    if (divisorExponent == 0) {
        divisorExponent = 1;
    } else {
        divisor |= UINT64_C(1) << 52;
    }
    for (;;) {
        /* rest and divisor are below 2^53: up to 11 bits of quotient at a time fit into 64 bits. */
        rest %= divisor;
        int step = exponent - divisorExponent;
        if (step == 0 || rest == 0) {
            break;
        }
        if (step > 11) {
            step = 11;
        }
        rest <<= step;
        exponent -= step;
    }
    if (rest == 0) {
        a.bits = sign;
        return a.value;
    }
    exponent = divisorExponent;
    int shift = __builtin_clzll(rest) - 11;
    if (shift >= exponent) {
        shift = exponent - 1;
    }
    rest <<= shift;
    exponent -= shift;
    if (rest >> 52 == 0) {
        exponent = 0;
    }
    a.bits = sign | (uint64_t) exponent << 52 | (rest & ((UINT64_C(1) << 52) - 1));
    return a.value;
}

/* Exact: both numbers are doubles as well, and so is the result, which needs no more bits than y. */
float fmodf(float x, float y) {
    return (float) fmod(x, y);
}
