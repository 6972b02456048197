// Fills all registers with given values and tells what they are later, see registers.h. The wait and the system
// call between change no flag and no other register.

        .arch_extension fp
        .arch_extension simd
        .section .text.boottest_registers_round, "ax", %progbits
        .globl  boottest_registers_round
        .type   boottest_registers_round, %function
        .p2align 2
boottest_registers_round:
        stp     x29, x30, [sp, #-160]!
        stp     x19, x20, [sp, #16]
        stp     x21, x22, [sp, #32]
        stp     x23, x24, [sp, #48]
        stp     x25, x26, [sp, #64]
        stp     x27, x28, [sp, #80]
        stp     d8, d9, [sp, #96]
        stp     d10, d11, [sp, #112]
        stp     d12, d13, [sp, #128]
        stp     d14, d15, [sp, #144]
        mov     x2, sp
        str     x2, [x1, #800]

        ldp     x2, x3, [x0, #256]
        msr     nzcv, x2
        msr     fpcr, x3
        ldp     x2, x3, [x0, #272]
        msr     fpsr, x2
        msr     tpidr_el0, x3
        add     x2, x0, #288
        .irp    n, 0,2,4,6,8,10,12,14,16,18,20,22,24,26,28,30
        ldr     q\n, [x2, #16 * \n]
        .endr
        .irp    n, 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31
        ldr     q\n, [x2, #16 * \n]
        .endr
        mov     sp, x1
        .irp    n, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30
        ldr     x\n, [x0, #8 * \n]
        .endr
        ldr     x0, [x0]

1:      sub     x0, x0, #1
        cbnz    x0, 1b
        svc     #0

        .irp    n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30
        str     x\n, [sp, #8 * \n]
        .endr
        mov     x0, sp
        str     x0, [x0, #248]
        mrs     x1, nzcv
        mrs     x2, fpcr
        stp     x1, x2, [x0, #256]
        mrs     x1, fpsr
        mrs     x2, tpidr_el0
        stp     x1, x2, [x0, #272]
        add     x2, x0, #288
        .irp    n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
        str     q\n, [x2, #16 * \n]
        .endr

        ldr     x1, [x0, #800]
        mov     sp, x1
        ldp     x19, x20, [sp, #16]
        ldp     x21, x22, [sp, #32]
        ldp     x23, x24, [sp, #48]
        ldp     x25, x26, [sp, #64]
        ldp     x27, x28, [sp, #80]
        ldp     d8, d9, [sp, #96]
        ldp     d10, d11, [sp, #112]
        ldp     d12, d13, [sp, #128]
        ldp     d14, d15, [sp, #144]
        ldp     x29, x30, [sp], #160
        ret
        .size   boottest_registers_round, . - boottest_registers_round

        .section .note.GNU-stack, "", %progbits
