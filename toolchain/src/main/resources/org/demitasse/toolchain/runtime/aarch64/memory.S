// memcpy, memmove, memset, memcmp and strlen. General registers only, so that the kernel can use them as well.
// Accesses may be unaligned: normal memory is assumed, as for all C code.

    .macro function name
    .section .text.\name, "ax"
    .global \name
    .type \name, %function
    .balign 16
\name:
    .endm

// void* memmove(void* target, const void* source, size_t count)
// Up to 96 bytes: everything is loaded before anything is stored, so that any overlap is right. More: 64 bytes per
// turn, forwards unless the target begins inside the source.
    function memmove
    sub x3, x0, x1
    cmp x2, #96
    b.hi .Lmove_long
    b .Lcopy_short
    .size memmove, . - memmove

// void* memcpy(void* target, const void* source, size_t count)
    function memcpy
    cmp x2, #96
    b.hi .Lcopy_forward
.Lcopy_short:
    add x4, x1, x2              // end of source
    add x5, x0, x2              // end of target
    cmp x2, #16
    b.lo .Lcopy_below_16
    ldp x6, x7, [x1]
    ldp x12, x13, [x4, #-16]
    cmp x2, #32
    b.ls .Lcopy_16_to_32
    ldp x8, x9, [x1, #16]
    ldp x10, x11, [x4, #-32]
    cmp x2, #64
    b.ls .Lcopy_33_to_64
    ldp x14, x15, [x1, #32]
    ldp x16, x17, [x1, #48]
    stp x14, x15, [x0, #32]
    stp x16, x17, [x0, #48]
.Lcopy_33_to_64:
    stp x8, x9, [x0, #16]
    stp x10, x11, [x5, #-32]
.Lcopy_16_to_32:
    stp x6, x7, [x0]
    stp x12, x13, [x5, #-16]
    ret
.Lcopy_below_16:
    tbz x2, #3, 1f
    ldr x6, [x1]
    ldr x7, [x4, #-8]
    str x6, [x0]
    str x7, [x5, #-8]
    ret
1:  tbz x2, #2, 2f
    ldr w6, [x1]
    ldr w7, [x4, #-4]
    str w6, [x0]
    str w7, [x5, #-4]
    ret
2:  cbz x2, 3f
    lsr x8, x2, #1              // 1 to 3 bytes: first, middle and last
    ldrb w6, [x1]
    ldrb w7, [x1, x8]
    ldrb w9, [x4, #-1]
    strb w6, [x0]
    strb w7, [x0, x8]
    strb w9, [x5, #-1]
3:  ret

.Lmove_long:
    cmp x3, x2                  // unsigned: target - source below count means that the target begins inside
    b.lo .Lcopy_backward
.Lcopy_forward:
    add x4, x1, x2
    add x5, x0, x2
    and x14, x0, #15            // the first 16 bytes unaligned, the rest from an aligned target on
    ldp x6, x7, [x1]
    sub x3, x0, x14
    sub x1, x1, x14
    ldp x8, x9, [x1, #16]       // before the first store: it may overwrite them
    stp x6, x7, [x0]
    sub x2, x5, x3
    subs x2, x2, #144           // from x3 + 16 on: at most 128 bytes are left for the end
    b.ls 2f
1:  ldp x6, x7, [x1, #32]
    ldp x10, x11, [x1, #48]
    ldp x12, x13, [x1, #64]
    stp x8, x9, [x3, #16]
    ldp x8, x9, [x1, #80]
    stp x6, x7, [x3, #32]
    stp x10, x11, [x3, #48]
    stp x12, x13, [x3, #64]
    add x1, x1, #64
    add x3, x3, #64
    subs x2, x2, #64
    b.hi 1b
2:  // 65 to 128 bytes from x3 + 16 on, the first 16 of which are in x8 and x9. No store may come before a load of
    // what it overwrites if the target lies just below the source.
    ldp x6, x7, [x1, #32]
    ldp x10, x11, [x1, #48]
    ldp x12, x13, [x1, #64]
    ldp x14, x15, [x4, #-64]
    stp x8, x9, [x3, #16]
    ldp x8, x9, [x4, #-48]
    stp x6, x7, [x3, #32]
    ldp x6, x7, [x4, #-32]
    stp x10, x11, [x3, #48]
    ldp x10, x11, [x4, #-16]
    stp x12, x13, [x3, #64]
    stp x14, x15, [x5, #-64]
    stp x8, x9, [x5, #-48]
    stp x6, x7, [x5, #-32]
    stp x10, x11, [x5, #-16]
    ret
.Lcopy_backward:
    cbz x3, 3f
    add x4, x1, x2
    add x5, x0, x2
1:  // x2 bytes are left, the last of them just below x4 and x5.
    ldp x6, x7, [x4, #-16]
    ldp x8, x9, [x4, #-32]
    ldp x10, x11, [x4, #-48]
    ldp x12, x13, [x4, #-64]!
    stp x6, x7, [x5, #-16]
    stp x8, x9, [x5, #-32]
    stp x10, x11, [x5, #-48]
    stp x12, x13, [x5, #-64]!
    sub x2, x2, #64
    cmp x2, #64
    b.hs 1b
    b .Lcopy_short              // from x0 and x1, which still are the beginnings
3:  ret
    .size memcpy, . - memcpy

// void* memset(void* target, int value, size_t count)
    function memset
    and w1, w1, #0xff
    orr w1, w1, w1, lsl #8
    orr w1, w1, w1, lsl #16
    orr x1, x1, x1, lsl #32
    add x4, x0, x2              // end
    cmp x2, #16
    b.lo .Lset_below_16
    cmp x2, #64
    b.hi .Lset_long
    stp x1, x1, [x0]
    stp x1, x1, [x4, #-16]
    cmp x2, #32
    b.ls 1f
    stp x1, x1, [x0, #16]
    stp x1, x1, [x4, #-32]
1:  ret
.Lset_below_16:
    tbz x2, #3, 1f
    str x1, [x0]
    str x1, [x4, #-8]
    ret
1:  tbz x2, #2, 2f
    str w1, [x0]
    str w1, [x4, #-4]
    ret
2:  cbz x2, 3f
    lsr x3, x2, #1
    strb w1, [x0]
    strb w1, [x0, x3]
    strb w1, [x4, #-1]
3:  ret
.Lset_long:
    stp x1, x1, [x0]
    and x3, x0, #~15
    add x3, x3, #16
    sub x2, x4, x3
    subs x2, x2, #64
    b.lo 2f
1:  stp x1, x1, [x3]
    stp x1, x1, [x3, #16]
    stp x1, x1, [x3, #32]
    stp x1, x1, [x3, #48]
    add x3, x3, #64
    subs x2, x2, #64
    b.hs 1b
2:  stp x1, x1, [x4, #-64]      // more than 64 bytes in all: this stays inside
    stp x1, x1, [x4, #-48]
    stp x1, x1, [x4, #-32]
    stp x1, x1, [x4, #-16]
    ret
    .size memset, . - memset

// int memcmp(const void* first, const void* second, size_t count)
    function memcmp
    subs x2, x2, #8
    b.lo 2f
1:  ldr x3, [x0], #8
    ldr x4, [x1], #8
    cmp x3, x4
    b.ne 4f
    subs x2, x2, #8
    b.hs 1b
2:  adds x2, x2, #8
    b.eq 5f
3:  ldrb w3, [x0], #1
    ldrb w4, [x1], #1
    subs w3, w3, w4
    b.ne 6f
    subs x2, x2, #1
    b.ne 3b
5:  mov w0, #0
    ret
6:  mov w0, w3
    ret
4:  rev x3, x3                  // the first byte counts most
    rev x4, x4
    cmp x3, x4
    cset w0, hi
    csinv w0, w0, wzr, hs
    ret
    .size memcmp, . - memcmp

// size_t strlen(const char* text)
    function strlen
    mov x1, x0
1:  ldrb w2, [x1], #1
    cbnz w2, 1b
    sub x0, x1, x0
    sub x0, x0, #1
    ret
    .size strlen, . - strlen
