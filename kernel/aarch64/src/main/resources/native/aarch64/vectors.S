// Exception vectors (Arm ARM D1.3.1 "Exception vectors", table D1-7), the way into Java and back, and
// the switch of what the kernel itself never touches (FP registers).
//
// SP_EL1 always points to the frame of the running thread, so a trap from EL0 saves without looking
// anything up. The frame: x0..x30, SP_EL0, ELR_EL1, SPSR_EL1 (8 bytes each; org.demitasse.kernel.aarch64.Frame),
// at 288 TPIDR_EL0, FPCR, FPSR, at 320 q0..q31.

#define FRAME_X30       240
#define FRAME_ELR       256
#define FRAME_TPIDR     288
#define FRAME_FP        320

        // The kernel is compiled without FP registers; here they are saved for those who use them.
        .arch_extension fp
        .arch_extension simd

        .macro  vector target
        .balign 128
        b       \target
        .endm

        .macro  unexpected number
        .balign 128
        // The trap may come from a kernel stack that has run into its guard page: leave it first.
        ldr     x0, =panic_stack_top
        mov     sp, x0
        mov     x0, #\number
        b       kernel_fault
        .endm

        .section .vectors, "ax"
        .balign 2048
        .global kernel_vectors
kernel_vectors:
        unexpected 0                    // current EL with SP_EL0: synchronous, IRQ, FIQ, SError
        unexpected 1
        unexpected 2
        unexpected 3
        unexpected 4                    // current EL with SP_EL1: the kernel's own faults
        unexpected 5
        unexpected 6
        unexpected 7
        vector  user_synchronous        // lower EL, AArch64
        unexpected 9
        unexpected 10
        unexpected 11
        unexpected 12                   // lower EL, AArch32: user code cannot get there
        unexpected 13
        unexpected 14
        unexpected 15

user_synchronous:
        stp     x0, x1, [sp, #0]
        stp     x2, x3, [sp, #16]
        stp     x4, x5, [sp, #32]
        stp     x6, x7, [sp, #48]
        stp     x8, x9, [sp, #64]
        stp     x10, x11, [sp, #80]
        stp     x12, x13, [sp, #96]
        stp     x14, x15, [sp, #112]
        stp     x16, x17, [sp, #128]
        stp     x18, x19, [sp, #144]
        stp     x20, x21, [sp, #160]
        stp     x22, x23, [sp, #176]
        stp     x24, x25, [sp, #192]
        stp     x26, x27, [sp, #208]
        stp     x28, x29, [sp, #224]
        mrs     x1, sp_el0
        mrs     x2, elr_el1
        mrs     x3, spsr_el1
        stp     x30, x1, [sp, #FRAME_X30]
        stp     x2, x3, [sp, #FRAME_ELR]
        mov     x0, sp
        mrs     x1, esr_el1
        mrs     x2, far_el1
        ldr     x3, =__stack_top
        mov     sp, x3
        mov     x29, xzr                // the kernel's frame chain ends here
        bl      kernel_trap             // frame, ESR, FAR -> frame to go on with

// x0: frame. Goes on with the thread that owns it.
        .global kernel_resume
kernel_resume:
        mov     sp, x0
        ldp     x30, x1, [sp, #FRAME_X30]
        ldp     x2, x3, [sp, #FRAME_ELR]
        msr     sp_el0, x1
        msr     elr_el1, x2
        msr     spsr_el1, x3
        ldp     x0, x1, [sp, #0]
        ldp     x2, x3, [sp, #16]
        ldp     x4, x5, [sp, #32]
        ldp     x6, x7, [sp, #48]
        ldp     x8, x9, [sp, #64]
        ldp     x10, x11, [sp, #80]
        ldp     x12, x13, [sp, #96]
        ldp     x14, x15, [sp, #112]
        ldp     x16, x17, [sp, #128]
        ldp     x18, x19, [sp, #144]
        ldp     x20, x21, [sp, #160]
        ldp     x22, x23, [sp, #176]
        ldp     x24, x25, [sp, #192]
        ldp     x26, x27, [sp, #208]
        ldp     x28, x29, [sp, #224]
        eret

// x0: number of the vector. Prints what is known and stops the machine.
kernel_fault:
        mrs     x1, esr_el1
        mrs     x2, far_el1
        mrs     x3, elr_el1
        mov     x4, x29
        bl      kernel_fault_report
9:      wfi
        b       9b

// x0: frame to save into, x1: frame to load from; either may be 0. The registers that belong to user
// code alone: thread pointer, FP and SIMD state.
        .text
        .global kernel_switch_user_state
kernel_switch_user_state:
        cbz     x0, 1f
        mrs     x2, tpidr_el0
        mrs     x3, fpcr
        mrs     x4, fpsr
        str     x2, [x0, #FRAME_TPIDR]
        stp     x3, x4, [x0, #FRAME_TPIDR + 8]
        add     x0, x0, #FRAME_FP
        stp     q0, q1, [x0, #0]
        stp     q2, q3, [x0, #32]
        stp     q4, q5, [x0, #64]
        stp     q6, q7, [x0, #96]
        stp     q8, q9, [x0, #128]
        stp     q10, q11, [x0, #160]
        stp     q12, q13, [x0, #192]
        stp     q14, q15, [x0, #224]
        stp     q16, q17, [x0, #256]
        stp     q18, q19, [x0, #288]
        stp     q20, q21, [x0, #320]
        stp     q22, q23, [x0, #352]
        stp     q24, q25, [x0, #384]
        stp     q26, q27, [x0, #416]
        stp     q28, q29, [x0, #448]
        stp     q30, q31, [x0, #480]
1:      cbz     x1, 2f
        ldr     x2, [x1, #FRAME_TPIDR]
        ldp     x3, x4, [x1, #FRAME_TPIDR + 8]
        msr     tpidr_el0, x2
        msr     tpidrro_el0, xzr
        msr     fpcr, x3
        msr     fpsr, x4
        add     x1, x1, #FRAME_FP
        ldp     q0, q1, [x1, #0]
        ldp     q2, q3, [x1, #32]
        ldp     q4, q5, [x1, #64]
        ldp     q6, q7, [x1, #96]
        ldp     q8, q9, [x1, #128]
        ldp     q10, q11, [x1, #160]
        ldp     q12, q13, [x1, #192]
        ldp     q14, q15, [x1, #224]
        ldp     q16, q17, [x1, #256]
        ldp     q18, q19, [x1, #288]
        ldp     q20, q21, [x1, #320]
        ldp     q22, q23, [x1, #352]
        ldp     q24, q25, [x1, #384]
        ldp     q26, q27, [x1, #416]
        ldp     q28, q29, [x1, #448]
        ldp     q30, q31, [x1, #480]
2:      ret

// Power State Coordination Interface calls (Arm DEN 0022D.b, section 5): x0 function, x1.. arguments.
        .global kernel_psci_hvc
kernel_psci_hvc:
        hvc     #0
        ret
        .global kernel_psci_smc
kernel_psci_smc:
        smc     #0
        ret

        .bss
        .balign 16
        .space  4096
panic_stack_top:
