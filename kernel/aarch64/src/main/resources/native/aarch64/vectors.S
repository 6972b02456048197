// Exception vectors (Arm ARM D1.3.1 "Exception vectors", table D1-7): the way into Java and back.
//
// SP_EL1 always points to the frame of the thread that runs, so a trap saves without looking anything up
// and before it needs a stack or the lock. A frame is written from outside the lock by the processor that
// runs its thread; nobody else may touch it meanwhile.
//
// Java gets the Processor object of this processor and returns the frame to go on with. The two hottest
// system calls, CALL and REPLY_WAIT, have functions of their own, chosen here.
//
// There are two instances of everything: for one processor, and for several, with the kernel lock taken
// after the frame is saved and given back when SP has left the kernel stack. VBAR_EL1 says which serves.

#include "frame.h"

#define EC_SVC64        0x15            // ESR_EL1.EC, Arm ARM D23.2
#define CALL            1               // org.demitasse.abi.SystemCall
#define REPLY_WAIT      2

        // The kernel is compiled without FP registers; here they are saved for those who use them.
        .arch_extension fp
        .arch_extension simd

        .macro  save_frame
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
        .endm

        // x0: frame. Goes on with the thread that owns it.
        .macro  resume_frame locked
        mov     sp, x0
        .if     \locked
        // What this processor has changed in system registers, TTBR0_EL1 above all, takes effect before
        // another one may free the tables that it used until now (Arm ARM D8.16, changes of TTBR need a
        // context synchronization event; the ERET below would come too late).
        isb
        adrp    x1, kernel_lock
        add     x1, x1, :lo12:kernel_lock
        stlr    wzr, [x1]
        .endif
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
        .endm

        // Takes the kernel lock; x9 to x11 are lost. The store of another processor that frees it ends the
        // WFE, since it clears this one's exclusive monitor (Arm ARM B2.12.2 and D1.6.1).
        .macro  acquire_lock
        adrp    x9, kernel_lock
        add     x9, x9, :lo12:kernel_lock
        mov     w10, #1
        sevl
31:     wfe
32:     ldaxr   w11, [x9]
        cbnz    w11, 31b
        stxr    w11, w10, [x9]
        cbnz    w11, 32b
        .endm

        // Leaves the frame for the kernel stack. x0: the Processor.
        .macro  enter_kernel locked
        mrs     x4, tpidr_el1
        ldp     x6, x0, [x4, #PROCESSOR_STACK]
        mov     sp, x6
        .if     \locked
        acquire_lock
        .endif
        .endm

        // x5: ESR_EL1, x8: number of the system call.
        .macro  dispatch suffix
        lsr     x5, x5, #26
        cmp     x5, #EC_SVC64
        ccmp    x8, #CALL, #0, eq
        b.eq    call\suffix
        cmp     x5, #EC_SVC64
        ccmp    x8, #REPLY_WAIT, #0, eq
        b.eq    reply_wait\suffix
        b       other\suffix
        .endm

        .macro  unexpected number
        .balign 128
        // The trap may come from a kernel stack that has run into its guard page: leave it first.
        ldr     x0, =panic_stack_top
        mov     sp, x0
        mov     x0, #\number
        b       kernel_fault
        .endm

        .macro  vector_table suffix, locked
        .balign 2048
        .global kernel_vectors\suffix
kernel_vectors\suffix:
        unexpected 0                    // current EL with SP_EL0: synchronous, IRQ, FIQ, SError
        unexpected 1
        unexpected 2
        unexpected 3
        unexpected 4                    // current EL with SP_EL1: the kernel's own faults
        .balign 128                     // IRQ: only kernel_idle lets them in
        save_frame
        adr     x1, kernel_idle
        sub     x1, x2, x1
        cmp     x1, #4                  // ELR is its WFI or its branch
        b.hi    not_idle
        b       interrupt\suffix
        unexpected 6
        unexpected 7
        .balign 128                     // lower EL, AArch64: synchronous
        save_frame
        mrs     x5, esr_el1
        .if     \locked
        b       synchronous\suffix
        .else
        enter_kernel \locked
        dispatch \suffix
        .endif
        .balign 128                     // IRQ
        save_frame
        b       interrupt\suffix
        unexpected 10                   // FIQ: no interrupt is made one, and it is masked
        .balign 128                     // SError
        save_frame
        enter_kernel 0
        b       error\suffix
        unexpected 12                   // lower EL, AArch32: user code cannot get there
        unexpected 13
        unexpected 14
        unexpected 15

        .if     \locked
synchronous\suffix:
        enter_kernel \locked
        dispatch \suffix
        .endif

call\suffix:
        bl      kernel_call             // Processor -> frame
        resume_frame \locked

reply_wait\suffix:
        bl      kernel_reply_wait       // Processor -> frame
        resume_frame \locked

other\suffix:
        adr     x30, kernel_resume\suffix
        cmp     x5, #EC_SVC64
        b.eq    kernel_system_call      // Processor -> frame
        mrs     x1, esr_el1
        mrs     x2, far_el1
        b       kernel_trap             // Processor, ESR, FAR -> frame

error\suffix:
        .if     \locked
        acquire_lock
        .endif
        adr     x30, kernel_resume\suffix
        mrs     x1, esr_el1
        mov     x2, xzr
        b       kernel_trap

interrupt\suffix:
        enter_kernel \locked
        bl      kernel_interrupt        // Processor -> frame

        .global kernel_resume\suffix
kernel_resume\suffix:
        resume_frame \locked
        .endm

        .section .vectors, "ax"
        vector_table "", 0
        vector_table _locked, 1

not_idle:
        ldr     x0, =panic_stack_top
        mov     sp, x0
        mov     x0, #5

// x0: number of the vector. Prints what is known and stops the machine.
kernel_fault:
        mrs     x1, esr_el1
        mrs     x2, far_el1
        mrs     x3, elr_el1
        mov     x4, x29
        bl      kernel_fault_report
9:      wfi
        b       9b

// Where a processor without a thread waits, at EL1 with interrupts on.
        .global kernel_idle
kernel_idle:
        wfi
        b       kernel_idle

// x0: frame. The first way out of the kernel, from Java's main.
        .global kernel_resume_first
kernel_resume_first:
        adrp    x1, kernel_lock
        ldr     w1, [x1, :lo12:kernel_lock]
        cbz     w1, kernel_resume
        b       kernel_resume_locked

// Where another processor comes in from start.S, MMU on, on its kernel stack. x19: its block.
        .global kernel_enter_processor
kernel_enter_processor:
        mov     x1, #1
        str     x1, [x19, #PROCESSOR_ARRIVED]
        acquire_lock
        ldr     x1, [x19, #PROCESSOR_ABANDONED]
        cbnz    x1, 1f
        ldr     x0, [x19, #PROCESSOR_OBJECT]
        mov     x29, xzr
        adr     x30, kernel_resume_locked
        b       kernel_start_processor  // Processor -> frame
1:      stlr    wzr, [x9]
2:      wfi
        b       2b

// x0: frame. FP and SIMD state; the kernel itself never touches it.
        .text
        .global kernel_save_floating_point
kernel_save_floating_point:
        mrs     x1, fpcr
        mrs     x2, fpsr
        stp     x1, x2, [x0, #FRAME_FPCR]
        stp     q0, q1, [x0, #FRAME_FP + 0]
        stp     q2, q3, [x0, #FRAME_FP + 32]
        stp     q4, q5, [x0, #FRAME_FP + 64]
        stp     q6, q7, [x0, #FRAME_FP + 96]
        stp     q8, q9, [x0, #FRAME_FP + 128]
        stp     q10, q11, [x0, #FRAME_FP + 160]
        stp     q12, q13, [x0, #FRAME_FP + 192]
        stp     q14, q15, [x0, #FRAME_FP + 224]
        stp     q16, q17, [x0, #FRAME_FP + 256]
        stp     q18, q19, [x0, #FRAME_FP + 288]
        stp     q20, q21, [x0, #FRAME_FP + 320]
        stp     q22, q23, [x0, #FRAME_FP + 352]
        stp     q24, q25, [x0, #FRAME_FP + 384]
        stp     q26, q27, [x0, #FRAME_FP + 416]
        stp     q28, q29, [x0, #FRAME_FP + 448]
        stp     q30, q31, [x0, #FRAME_FP + 480]
        ret

        .global kernel_load_floating_point
kernel_load_floating_point:
        ldp     x1, x2, [x0, #FRAME_FPCR]
        msr     fpcr, x1
        msr     fpsr, x2
        ldp     q0, q1, [x0, #FRAME_FP + 0]
        ldp     q2, q3, [x0, #FRAME_FP + 32]
        ldp     q4, q5, [x0, #FRAME_FP + 64]
        ldp     q6, q7, [x0, #FRAME_FP + 96]
        ldp     q8, q9, [x0, #FRAME_FP + 128]
        ldp     q10, q11, [x0, #FRAME_FP + 160]
        ldp     q12, q13, [x0, #FRAME_FP + 192]
        ldp     q14, q15, [x0, #FRAME_FP + 224]
        ldp     q16, q17, [x0, #FRAME_FP + 256]
        ldp     q18, q19, [x0, #FRAME_FP + 288]
        ldp     q20, q21, [x0, #FRAME_FP + 320]
        ldp     q22, q23, [x0, #FRAME_FP + 352]
        ldp     q24, q25, [x0, #FRAME_FP + 384]
        ldp     q26, q27, [x0, #FRAME_FP + 416]
        ldp     q28, q29, [x0, #FRAME_FP + 448]
        ldp     q30, q31, [x0, #FRAME_FP + 480]
        ret

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
        .balign 64
        .global kernel_lock             // 1: taken; alone in its cache line
kernel_lock:
        .space  64
        .global kernel_processors
kernel_processors:
        .space  PROCESSORS << PROCESSOR_SHIFT
        .balign 16
        .space  4096
panic_stack_top:
