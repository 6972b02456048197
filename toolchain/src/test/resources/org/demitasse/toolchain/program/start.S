        .section .text._start, "ax", %progbits
        .globl  _start
        .type   _start, %function
_start:
        bl      demitasse_main
        b       .
        .size   _start, . - _start
