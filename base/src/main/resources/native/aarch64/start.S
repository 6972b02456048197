// Start of every component and of the root program. The kernel enters here in user mode with the
// program's argument in x0 (component information or boot information); every other register is
// zero. The stack pointer is not relied upon: a program brings its own stack.

        .section .text._start, "ax", %progbits
        .globl  _start
        .type   _start, %function
        .p2align 2
_start:
        adrp    x1, __stack_top
        add     x1, x1, :lo12:__stack_top
        mov     sp, x1
        adrp    x1, demitasse_argument
        str     x0, [x1, :lo12:demitasse_argument]
        mov     x29, xzr                        // ends the chain of frames, for backtraces
        mov     x30, xzr
        mov     w0, wzr                         // argc
        mov     x1, xzr                         // argv
        bl      demitasse_main
        adrp    x0, demitasse_exit_code
        ldr     w0, [x0, :lo12:demitasse_exit_code]
        bl      demitasse_exit
        .size   _start, . - _start

        .section .bss.demitasse_argument, "aw", %nobits
        .globl  demitasse_argument
        .type   demitasse_argument, %object
        .size   demitasse_argument, 8
        .p2align 3
demitasse_argument:
        .skip   8

// What the component answers to its parent when main returns and no thread is left.
        .section .bss.demitasse_exit_code, "aw", %nobits
        .globl  demitasse_exit_code
        .type   demitasse_exit_code, %object
        .size   demitasse_exit_code, 4
        .p2align 2
demitasse_exit_code:
        .skip   4

        .section .note.GNU-stack, "", %progbits
