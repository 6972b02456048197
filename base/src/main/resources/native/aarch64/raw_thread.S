// Start of a further kernel thread that runs raw code: x0 is the address of two words, the function and
// its argument (org.demitasse.base.kernel.RawThread). A function that returns ends the thread.

        .section .text.demitasse_raw_thread, "ax", %progbits
        .globl  demitasse_raw_thread
        .type   demitasse_raw_thread, %function
        .p2align 2
demitasse_raw_thread:
        ldp     x1, x0, [x0]
        mov     x29, xzr
        blr     x1
        mov     x0, xzr
        mov     x8, #9                          // SystemCall.EXIT
        svc     #0
        brk     #0                              // EXIT does not return.
        .size   demitasse_raw_thread, . - demitasse_raw_thread

        .section .note.GNU-stack, "", %progbits
