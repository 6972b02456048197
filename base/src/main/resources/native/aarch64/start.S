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
        bl      demitasse_component_begin
        mov     w0, wzr                         // argc
        mov     x1, xzr                         // argv
        bl      demitasse_main
        bl      demitasse_component_finish                // does not return
        .size   _start, . - _start

        .section .bss.demitasse_argument, "aw", %nobits
        .globl  demitasse_argument
        .type   demitasse_argument, %object
        .size   demitasse_argument, 8
        .p2align 3
demitasse_argument:
        .skip   8

        .section .note.GNU-stack, "", %progbits
