// int setjmp(jmp_buf) and void longjmp(jmp_buf, int): the registers that a function must preserve
// (Procedure Call Standard for the Arm 64-bit Architecture, section 6.1).

    .section .text.setjmp, "ax"
    .global setjmp
    .type setjmp, %function
    .balign 16
setjmp:
    stp x19, x20, [x0]
    stp x21, x22, [x0, #16]
    stp x23, x24, [x0, #32]
    stp x25, x26, [x0, #48]
    stp x27, x28, [x0, #64]
    mov x2, sp
    stp x29, x30, [x0, #80]
    str x2, [x0, #96]
    stp d8, d9, [x0, #104]
    stp d10, d11, [x0, #120]
    stp d12, d13, [x0, #136]
    stp d14, d15, [x0, #152]
    mov w0, #0
    ret
    .size setjmp, . - setjmp

    .section .text.longjmp, "ax"
    .global longjmp
    .type longjmp, %function
    .balign 16
longjmp:
    ldp x19, x20, [x0]
    ldp x21, x22, [x0, #16]
    ldp x23, x24, [x0, #32]
    ldp x25, x26, [x0, #48]
    ldp x27, x28, [x0, #64]
    ldr x2, [x0, #96]
    ldp x29, x30, [x0, #80]
    mov sp, x2
    ldp d8, d9, [x0, #104]
    ldp d10, d11, [x0, #120]
    ldp d12, d13, [x0, #136]
    ldp d14, d15, [x0, #152]
    cmp w1, #0
    csinc w0, w1, wzr, ne
    ret
    .size longjmp, . - longjmp
