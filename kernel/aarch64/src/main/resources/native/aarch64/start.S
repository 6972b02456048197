// Entry of the kernel: from whatever the loader left (EL3, EL2 or EL1, MMU off, one core or all) to
// Java at EL1 in the kernel half. Everything up to the change of SCTLR_EL1.M runs at physical addresses and
// is position independent. References: Arm ARM = DDI 0487; Linux = Documentation/arch/arm64/booting.rst.
//
// The first processor prepares the tables; the others come later, by PSCI or out of the pen below, and take
// the same way down to EL1.

#include "frame.h"

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

// secondary_context: read with the MMU off, so it lies in cache lines of its own in the image's data.
#define CONTEXT_PEN_ID      0           // affinity of the processor that may leave the pen, and its slot
#define CONTEXT_TABLES      16          // TTBR1, TTBR0 for the change of SCTLR_EL1.M
#define CONTEXT_EMPTY       32          // TTBR0 for afterwards

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

        mov     x18, xzr                // the first processor

        // Some loaders start all cores here. Core 0 goes on; the others wait until Java calls one.
        mrs     x1, mpidr_el1
        ldr     x2, =0xFF00FFFFFF       // Aff3, Aff2..Aff0: Arm ARM, MPIDR_EL1
        ands    x1, x1, x2
        b.eq    from_any_level
        adrp    x3, secondary_context
        add     x3, x3, :lo12:secondary_context
1:      wfe
        ldp     x4, x19, [x3, #CONTEXT_PEN_ID]
        cmp     x4, x1
        b.ne    1b
        b       secondary

        // Where PSCI starts a processor. x0: its slot.
        .global secondary_entry
secondary_entry:
        msr     daifset, #0xf
        mov     x19, x0
        mrs     x20, CurrentEL
        lsr     x20, x20, #2
secondary:
        mov     x18, #1

from_any_level:
        cmp     x20, #3
        b.eq    from_el3
        cmp     x20, #2
        b.eq    from_el2
        b       at_el1

        // No firmware is above us when we are entered at EL3. All but the writes of monitor_vectors happens
        // in the Non-secure state, as below any firmware.
from_el3:
        adr     x1, monitor_vectors
        msr     vbar_el3, x1
        mov     x1, #(1 << 10 | 3 << 4 | 1 << 0)        // SCR_EL3: RW, RES1, NS; SMC still possible
        msr     scr_el3, x1
        // Arm's cores of this generation take part in coherency only when told so, before caches and MMU go on:
        // CPUECTLR_EL1.SMPEN (Technical Reference Manual of each, "CPU Extended Control Register, EL1"). Below EL3
        // firmware has done it.
        mrs     x1, midr_el1
        ubfx    x2, x1, #4, #12
        ubfx    x1, x1, #24, #8
        cmp     x1, #0x41               // Arm
        b.ne    9f
        sub     x2, x2, #0xD03          // Cortex-A53, A35; D07, D08: A57, A72
        cmp     x2, #5
        b.hi    9f
        mov     x1, #0x33
        lsr     x1, x1, x2
        tbz     x1, #0, 9f
        mrs     x1, s3_1_c15_c2_1
        orr     x1, x1, #(1 << 6)
        msr     s3_1_c15_c2_1, x1
        isb
9:      msr     cptr_el3, xzr           // no trap of FP or of CPACR_EL1
        msr     mdcr_el3, xzr           // nor of debug and performance registers
        mrs     x2, id_aa64pfr0_el1
        ubfx    x1, x2, #24, #4         // GIC system registers implemented?
        cbz     x1, 1f
        // SRE, DFB, DIB, Enable: IHI 0069, ICC_SRE_EL3. The levels below may use the registers.
        mov     x1, #0xF
        msr     icc_sre_el3, x1
1:      ubfx    x1, x2, #8, #4          // EL2 implemented?
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
        mov     x1, #(1 << 31)          // HCR_EL2.RW: EL1 is AArch64; nothing is trapped or routed to EL2
        msr     hcr_el2, x1
        isb                             // E2H decides what the next registers mean
        mov     x1, #0x33FF             // CPTR_EL2: RES1 bits, no FP trap
        msr     cptr_el2, x1
        msr     hstr_el2, xzr
        msr     vttbr_el2, xzr
        // MDCR_EL2: no traps; HPMN = all event counters, where there are any.
        mov     x2, xzr
        mrs     x1, id_aa64dfr0_el1
        ubfx    x1, x1, #8, #4          // PMUVer: 0 none, 15 not the architecture's
        sub     x1, x1, #1
        cmp     x1, #14
        b.hs    1f
        mrs     x2, pmcr_el0
        ubfx    x2, x2, #11, #5         // PMCR_EL0.N
1:      msr     mdcr_el2, x2
        mrs     x1, cnthctl_el2
        orr     x1, x1, #3              // EL1PCTEN, EL1PCEN: EL1 may use the physical counter and timer
        msr     cnthctl_el2, x1
        msr     cntvoff_el2, xzr
        mrs     x1, id_aa64pfr0_el1
        ubfx    x1, x1, #24, #4
        cbz     x1, 2f
        mrs     x1, icc_sre_el2
        orr     x1, x1, #1              // SRE and Enable: IHI 0069, ICC_SRE_EL2
        orr     x1, x1, #8
        msr     icc_sre_el2, x1
        isb
        mrs     x1, icc_sre_el2
        tbz     x1, #0, 2f              // EL3 has reserved them
        msr     ich_hcr_el2, xzr        // no virtual interrupts
2:      mrs     x1, midr_el1
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
        mov     x1, #(1 << 20)          // CPACR_EL1.FPEN: FP traps at EL0 until a thread wants it
        msr     cpacr_el1, x1
        mov     x1, #2                  // CNTKCTL_EL1.EL0VCTEN: the virtual counter is readable at EL0
        msr     cntkctl_el1, x1
        msr     mdscr_el1, xzr
        mov     x1, #1
        msr     spsel, x1
        cbnz    x18, secondary_at_el1

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

        // The image, in pages, wherever it lies: its first 4 MiB, which hold the kernel and the header. Members
        // behind them are found through the linear map.
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
        b.hs    6f
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
        // No page below a kernel stack: running off it faults.
        ldr     x0, =boot_level3_bss
        bl      to_physical
        ldr     x1, =__kernel_stacks
        sub     x1, x1, x25
        lsr     x1, x1, #12
        ldr     x2, =__kernel_stack_stride
        lsr     x2, x2, #12
        mov     x3, #PROCESSORS
62:     str     xzr, [x0, x1, lsl #3]
        add     x1, x1, x2
        subs    x3, x3, #1
        b.ne    62b

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

        ldr     x0, =boot_identity0
        bl      to_physical
        mov     x27, x0                 // TTBR0 for the change
        ldr     x0, =boot_empty
        bl      to_physical
        adrp    x3, secondary_context
        add     x3, x3, :lo12:secondary_context
        stp     x26, x27, [x3, #CONTEXT_TABLES]
        str     x0, [x3, #CONTEXT_EMPTY]

        // What was written with the MMU off bypassed the caches: lines of it that a loader left there would
        // hide it (Arm ARM, "Behavior of caches at reset"; and table walks are cacheable).
        add     x4, x3, #64
        bl      invalidate
        mov     x3, x22
        ldr     x5, =__bss_size
        add     x4, x22, x5
        bl      invalidate

        bl      enable_mmu
        ldr     x1, =in_kernel_half
        br      x1

        // Drops the cache lines from x3 to x4.
invalidate:
        mrs     x1, ctr_el0
        ubfx    x1, x1, #16, #4         // log2 of the words in the smallest data cache line
        mov     x2, #4
        lsl     x2, x2, x1
7:      dc      ivac, x3
        add     x3, x3, x2
        cmp     x3, x4
        b.lo    7b
        dsb     sy
        ret

        // x26: TTBR1_EL1, x27: TTBR0_EL1, which maps this code at its own address. Returns with the MMU on.
enable_mmu:
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
        msr     ttbr0_el1, x27
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
        ret

        // x0: physical address of an empty table. Nothing is mapped in the lower half from here on until a
        // user space is.
leave_identity:
        msr     ttbr0_el1, x0
        isb
        tlbi    vmalle1
        dsb     nsh
        isb
        ret

in_kernel_half:
        ldr     x1, =kernel_vectors
        msr     vbar_el1, x1
        ldr     x0, =boot_empty
        bl      to_physical
        bl      leave_identity
        ldr     x2, =kernel_processors
        msr     tpidr_el1, x2
        ldr     x1, =__stack_top
        str     x1, [x2, #PROCESSOR_STACK]
        mov     sp, x1
        ldr     x1, =boot_values
        stp     x19, x20, [x1]
        stp     x21, x22, [x1, #16]
        str     x24, [x1, #32]
        mov     x29, xzr
        mov     x30, xzr
        mov     x0, #0
        mov     x1, #0
        bl      demitasse_main
8:      wfi
        b       8b

        // x19: slot of this processor.
secondary_at_el1:
        adrp    x3, secondary_context
        add     x3, x3, :lo12:secondary_context
        ldp     x26, x27, [x3, #CONTEXT_TABLES]
        ldr     x28, [x3, #CONTEXT_EMPTY]
        bl      enable_mmu
        ldr     x1, =secondary_in_kernel_half
        br      x1

secondary_in_kernel_half:
        ldr     x1, =kernel_vectors_locked
        msr     vbar_el1, x1
        mov     x0, x28
        bl      leave_identity
        ldr     x1, =kernel_processors
        add     x19, x1, x19, lsl #PROCESSOR_SHIFT
        msr     tpidr_el1, x19
        ldr     x1, [x19, #PROCESSOR_STACK]
        mov     sp, x1
        b       kernel_enter_processor

        // x0: address in the zero window -> physical; x22, x25 as above.
to_physical:
        sub     x0, x0, x25
        add     x0, x0, x22
        ret
        .ltorg

        // Exceptions to EL3: SMC from EL1, which only the kernel can do. With x0 = 0 it writes w2 to the device
        // register at the physical address x1 in the Secure state, with 1 it reads w2 from there, for what
        // the interrupt controller shows only to that state; with 2 it makes SMC undefined on this processor,
        // for good. It needs no stack; the caller expects to lose x3 and the flags.
        .section .vectors, "ax"
        .balign 2048
monitor_vectors:
        .rept   8                       // from EL3 itself: cannot be
        .balign 128
        b       .
        .endr
        .balign 128                     // lower EL, AArch64: synchronous
        mrs     x3, esr_el3
        lsr     x3, x3, #26
        cmp     x3, #0x17               // SMC64: Arm ARM, ESR_EL3.EC
        b.ne    .
        cbnz    x0, 1f
        str     w2, [x1]                // MMU off at EL3: Device-nGnRnE, Secure
        eret
1:      cmp     x0, #1
        b.ne    2f
        ldr     w2, [x1]
        eret
2:      mrs     x3, scr_el3
        orr     x3, x3, #(1 << 7)       // SMD
        msr     scr_el3, x3
        eret
        .rept   7                       // the rest: nothing is routed here
        .balign 128
        b       .
        .endr

        .data
        .balign 64
        .global secondary_context
secondary_context:
        .quad   -1, 0                   // no processor has this affinity
        .quad   0, 0, 0
        .balign 64

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
        // Alone in its cache line: what goes to and comes from firmware on another processor.
        .balign 64
        .global boot_mailbox
boot_mailbox:           .space 64
        .balign 16
        // Device tree (x0), entry level, physical image, physical zero window, image size.
        .global boot_values
boot_values:            .space 48
