// Entry of the kernel: from whatever the loader left (EL3, EL2 or EL1, MMU off, one core or all) to
// Java at EL1 in the kernel half. Everything up to enable_mmu runs at physical addresses and is
// position independent. References: Arm ARM = DDI 0487; Linux = Documentation/arch/arm64/booting.rst.

#define PAGE 4096

// Descriptor bits, Arm ARM D8.3 "Translation table descriptor formats".
#define TABLE          0x3
#define BLOCK          0x1
#define PAGE_ENTRY     0x3
#define AF             (1 << 10)
#define SH_INNER       (3 << 8)
#define AP_READ_ONLY   (2 << 6)
#define ATTR_NORMAL    (0 << 2)
#define PXN            (1 << 53)
#define UXN            (1 << 54)
#define NORMAL         (AF | SH_INNER | ATTR_NORMAL)

        .section .head, "ax"
        .global _start
_start:
        // Linux arm64 Image header. image_size starts as the size of the zero-initialised window behind
        // the image; the weaver adds the size of the image.
        b       entry
        .long   0
        .quad   0                       // text_offset
        .quad   __bss_size              // image_size
        .quad   0xA                     // little-endian, 4 KiB pages, anywhere in RAM
        .quad   0, 0, 0
        .ascii  "ARM\x64"
        .long   0

entry:
        msr     daifset, #0xf
        mov     x19, x0                 // device tree, if the loader speaks the Linux protocol
        mrs     x20, CurrentEL
        lsr     x20, x20, #2

        // Some loaders start all cores here. Core 0 goes on; the others wait to be wanted.
        mrs     x1, mpidr_el1
        ldr     x2, =0xFF00FFFFFF       // Aff3, Aff2..Aff0: Arm ARM D23.2 MPIDR_EL1
        tst     x1, x2
        b.eq    1f
0:      wfe
        b       0b

1:      cmp     x20, #3
        b.eq    from_el3
        cmp     x20, #2
        b.eq    from_el2
        b       at_el1

        // No firmware remains above us when we are entered at EL3: SMC is made undefined.
from_el3:
        mov     x1, #(1 << 10 | 1 << 7 | 3 << 4 | 1 << 0)      // SCR_EL3: RW, SMD, RES1, NS
        msr     scr_el3, x1
        msr     cptr_el3, xzr
        mrs     x1, id_aa64pfr0_el1
        ubfx    x1, x1, #8, #4          // EL2 implemented?
        cbz     x1, 2f
        adr     x1, from_el2
        msr     elr_el3, x1
        mov     x1, #0x3C9              // EL2h, DAIF masked
        msr     spsr_el3, x1
        isb
        eret
2:      ldr     x1, =0x30D00800         // SCTLR_EL1: RES1 bits, MMU and caches off
        msr     sctlr_el1, x1
        adr     x1, at_el1
        msr     elr_el3, x1
        mov     x1, #0x3C5              // EL1h, DAIF masked
        msr     spsr_el3, x1
        isb
        eret

from_el2:
        mov     x1, #(1 << 31)          // HCR_EL2.RW: EL1 is AArch64; nothing is trapped
        msr     hcr_el2, x1
        mov     x1, #0x33FF             // CPTR_EL2: RES1 bits, no FP trap
        msr     cptr_el2, x1
        msr     hstr_el2, xzr
        msr     vttbr_el2, xzr
        mrs     x1, cnthctl_el2
        orr     x1, x1, #3              // EL1 may use the physical counter and timer
        msr     cnthctl_el2, x1
        msr     cntvoff_el2, xzr
        mrs     x1, midr_el1
        msr     vpidr_el2, x1
        mrs     x1, mpidr_el1
        msr     vmpidr_el2, x1
        ldr     x1, =0x30D00800
        msr     sctlr_el1, x1
        adr     x1, at_el1
        msr     elr_el2, x1
        mov     x1, #0x3C5
        msr     spsr_el2, x1
        isb
        eret

at_el1:
        ldr     x1, =0x30D00800
        msr     sctlr_el1, x1
        isb
        mov     x1, #(3 << 20)          // CPACR_EL1.FPEN: user code uses FP, the kernel does not
        msr     cpacr_el1, x1
        mov     x1, #2                  // CNTKCTL_EL1.EL0VCTEN: the virtual counter is readable at EL0
        msr     cntkctl_el1, x1
        msr     mdscr_el1, xzr
        mov     x1, #1
        msr     spsel, x1

        // x21: physical address of the image, x22: of the zero window behind it.
        adr     x21, _start
        ldr     x1, =KERNEL_BASE
        ldr     x2, =__image_end
        sub     x23, x2, x1             // bytes of kernel text, rodata and data
        add     x3, x21, x23            // the image header
        ldr     x24, [x3, #8]           // size of the whole image
        add     x22, x21, x24

        // Clear the window: bss, boot tables, stack, heap.
        ldr     x5, =__bss_size
        add     x4, x22, x5
        mov     x3, x22
3:      stp     xzr, xzr, [x3], #16
        stp     xzr, xzr, [x3], #16
        stp     xzr, xzr, [x3], #16
        stp     xzr, xzr, [x3], #16
        cmp     x3, x4
        b.lo    3b

        // Upper half: level 0 entry 511 -> level 1; entry 510 -> the kernel's GiB, 511 -> the fixed window.
        ldr     x25, =KERNEL_BSS
        ldr     x0, =boot_level0
        bl      to_physical
        mov     x26, x0                 // TTBR1
        ldr     x0, =boot_level1
        bl      to_physical
        mov     x27, x0
        orr     x1, x0, #TABLE
        str     x1, [x26, #511 * 8]
        ldr     x0, =boot_level2_kernel
        bl      to_physical
        mov     x28, x0
        orr     x1, x0, #TABLE
        str     x1, [x27, #510 * 8]
        ldr     x0, =boot_level2_fixed
        bl      to_physical
        mov     x5, x0
        orr     x1, x0, #TABLE
        str     x1, [x27, #511 * 8]
        ldr     x0, =boot_level3_fixed
        bl      to_physical
        orr     x1, x0, #TABLE
        str     x1, [x5]

        // The image: first 4 MiB in pages (level 3 tables 0 and 1), what follows in read-only blocks.
        ldr     x0, =boot_level3_image
        bl      to_physical
        mov     x6, x0
        orr     x1, x0, #TABLE
        str     x1, [x28, #0]
        add     x1, x1, #PAGE
        str     x1, [x28, #8]
        ldr     x7, =KERNEL_BASE
        mov     x8, x21                 // physical address of the next page
        add     x9, x21, x24            // end of the image
        ldr     x10, =__text_end
        sub     x10, x10, x7
        add     x10, x10, x21
        ldr     x11, =__rodata_end
        sub     x11, x11, x7
        add     x11, x11, x21
        add     x12, x21, x23           // end of data
        ldr     x13, =(NORMAL | PAGE_ENTRY | AP_READ_ONLY | UXN)            // text
        ldr     x14, =(NORMAL | PAGE_ENTRY | AP_READ_ONLY | UXN | PXN)      // read-only
        ldr     x15, =(NORMAL | PAGE_ENTRY | UXN | PXN)                     // data
        add     x16, x6, #(2 * PAGE)    // end of the two tables
4:      cmp     x8, x9
        b.hs    6f
        cmp     x6, x16
        b.hs    5f
        mov     x17, x14
        cmp     x8, x11
        b.lo    41f
        cmp     x8, x12
        csel    x17, x15, x14, lo
41:     cmp     x8, x10
        csel    x17, x13, x17, lo
        orr     x17, x17, x8
        str     x17, [x6], #8
        add     x8, x8, #PAGE
        b       4b
5:      ldr     x17, =(NORMAL | BLOCK | AP_READ_ONLY | UXN | PXN)
        add     x6, x28, #16
51:     orr     x1, x17, x8
        str     x1, [x6], #8
        add     x8, x8, #0x200000
        cmp     x8, x9
        b.lo    51b

        // The zero window.
6:      ldr     x0, =boot_level3_bss
        bl      to_physical
        mov     x6, x0
        orr     x1, x0, #TABLE
        str     x1, [x28, #256 * 8]
        add     x1, x1, #PAGE
        str     x1, [x28, #257 * 8]
        mov     x8, x22
        ldr     x1, =__bss_size
        add     x9, x22, x1
61:     orr     x17, x15, x8
        str     x17, [x6], #8
        add     x8, x8, #PAGE
        cmp     x8, x9
        b.lo    61b
        // No page below the kernel's stack: running off it faults.
        ldr     x0, =boot_level3_bss
        bl      to_physical
        ldr     x1, =__kernel_stack_guard
        sub     x1, x1, x25
        lsr     x1, x1, #12
        str     xzr, [x0, x1, lsl #3]

        // Lower half, for the few instructions around turning the MMU on: this block at its own address.
        ldr     x0, =boot_identity0
        bl      to_physical
        mov     x5, x0
        ldr     x0, =boot_identity1
        bl      to_physical
        ubfx    x2, x21, #39, #9
        orr     x1, x0, #TABLE
        str     x1, [x5, x2, lsl #3]
        mov     x6, x0
        ldr     x0, =boot_identity2
        bl      to_physical
        ubfx    x2, x21, #30, #9
        orr     x1, x0, #TABLE
        str     x1, [x6, x2, lsl #3]
        ubfx    x2, x21, #21, #9
        lsr     x1, x21, #21
        lsl     x1, x1, #21
        ldr     x17, =(NORMAL | BLOCK | AP_READ_ONLY | UXN)
        orr     x1, x1, x17
        str     x1, [x0, x2, lsl #3]

        // What was written with the MMU off bypassed the caches: lines of it that a loader left there would
        // hide it (Arm ARM D7.5.1, "Behavior of caches at reset" and D8.17 on table walks being cacheable).
        mov     x3, x22
        ldr     x5, =__bss_size
        add     x4, x22, x5
        mrs     x1, ctr_el0
        ubfx    x1, x1, #16, #4         // log2 of the words in the smallest data cache line
        mov     x2, #4
        lsl     x2, x2, x1
7:      dc      ivac, x3
        add     x3, x3, x2
        cmp     x3, x4
        b.lo    7b
        dsb     sy

        ldr     x1, =0x4404FF           // MAIR_EL1: 0 normal write-back, 1 device-nGnRE, 2 normal non-cacheable
        msr     mair_el1, x1
        mrs     x2, id_aa64mmfr0_el1
        and     x3, x2, #0xF            // PARange
        cmp     x3, #5                  // at most 48 bits with 4 KiB pages
        mov     x4, #5
        csel    x3, x3, x4, lo
        // TCR_EL1: T0SZ = T1SZ = 16, write-back walks, inner shareable, TG1 = 4 KiB; IPS; 16-bit ASIDs if there.
        ldr     x1, =0xB5103510
        orr     x1, x1, x3, lsl #32
        ubfx    x2, x2, #4, #4          // ASIDBits
        cmp     x2, #2
        cset    x2, eq
        orr     x1, x1, x2, lsl #36
        msr     tcr_el1, x1
        ldr     x0, =boot_identity0
        bl      to_physical
        msr     ttbr0_el1, x0
        msr     ttbr1_el1, x26
        isb
        tlbi    vmalle1
        dsb     nsh
        ic      iallu
        dsb     nsh
        isb
        // SCTLR_EL1: M, C, I, SA, SA0, DZE, UCT, UCI, WXN, RES1; EL0's WFI and WFE trap (no nTWI, nTWE).
        ldr     x1, =0x34D8D81D
        msr     sctlr_el1, x1
        isb
        ldr     x1, =in_kernel_half
        br      x1

in_kernel_half:
        ldr     x1, =kernel_vectors
        msr     vbar_el1, x1
        // Nothing is mapped in the lower half from here on until a user space is.
        ldr     x0, =boot_empty
        bl      to_physical
        msr     ttbr0_el1, x0
        isb
        tlbi    vmalle1
        dsb     nsh
        isb
        ldr     x1, =__stack_top
        mov     sp, x1
        mov     x29, xzr
        mov     x30, xzr
        msr     tpidr_el1, xzr
        ldr     x1, =boot_values
        stp     x19, x20, [x1]
        stp     x21, x22, [x1, #16]
        str     x24, [x1, #32]
        mov     x0, #0
        mov     x1, #0
        bl      demitasse_main
8:      wfi
        b       8b

        // x0: address in the zero window -> physical; x22, x25 as above.
to_physical:
        sub     x0, x0, x25
        add     x0, x0, x22
        ret
        .ltorg

        .section .boot_tables, "aw", @nobits
        .balign 4096
boot_level0:            .space PAGE
boot_level1:            .space PAGE
boot_level2_kernel:     .space PAGE
        .global boot_level2_fixed
boot_level2_fixed:      .space PAGE
        .global boot_level3_fixed
boot_level3_fixed:      .space PAGE
boot_level3_image:      .space 2 * PAGE
boot_level3_bss:        .space 2 * PAGE
boot_identity0:         .space PAGE
boot_identity1:         .space PAGE
boot_identity2:         .space PAGE
boot_empty:             .space PAGE
        .global boot_level0, boot_empty
        // Tables of the linear map, given out by Java.
        .global boot_table_pool
boot_table_pool:        .space 48 * PAGE
        .global boot_table_pool_end
boot_table_pool_end:

        .bss
        .balign 16
        // Device tree (x0), entry level, physical image, physical zero window, image size.
        .global boot_values
boot_values:            .space 48
