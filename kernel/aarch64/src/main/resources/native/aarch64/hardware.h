// What Java cannot say: system registers, device registers, barriers, cache and TLB maintenance.
// One inline function each; Java sees them as natives of org.demitasse.kernel.aarch64.Hardware.
#pragma once
#include <stdint.h>
#include "frame.h"

// Device and raw memory. volatile: every access happens, once, in order (C11 5.1.2.3).
static inline int32_t hardware_load8(int64_t a) { return *(volatile uint8_t*) a; }
static inline int32_t hardware_load32(int64_t a) { return *(volatile int32_t*) a; }
static inline int64_t hardware_load64(int64_t a) { return *(volatile int64_t*) a; }
static inline void hardware_store8(int64_t a, int32_t v) { *(volatile uint8_t*) a = (uint8_t) v; }
static inline void hardware_store32(int64_t a, int32_t v) { *(volatile int32_t*) a = v; }
static inline void hardware_store64(int64_t a, int64_t v) { *(volatile int64_t*) a = v; }

extern void* memset(void*, int, __SIZE_TYPE__);
extern void* memcpy(void*, const void*, __SIZE_TYPE__);
static inline void hardware_zero(int64_t a, int64_t size) { memset((void*) a, 0, (__SIZE_TYPE__) size); }
static inline void hardware_copy(int64_t to, int64_t from, int64_t size) {
    memcpy((void*) to, (const void*) from, (__SIZE_TYPE__) size);
}

#define READ_REGISTER(name, reg) static inline int64_t hardware_##name(void) { \
    int64_t v; __asm__ volatile("mrs %0, " reg : "=r"(v)); return v; }
READ_REGISTER(midr, "midr_el1")
READ_REGISTER(mpidr, "mpidr_el1")
READ_REGISTER(processor_block, "tpidr_el1")
READ_REGISTER(counter_frequency, "cntfrq_el0")

// The saved registers of user threads, ordinary memory that only the kernel touches while it runs: the
// compiler may combine and move these accesses.
static inline int64_t hardware_load_register(int64_t a) { return *(int64_t*) a; }
static inline void hardware_store_register(int64_t a, int64_t v) { *(int64_t*) a = v; }

// Registers x1 to x5 of a frame. All are read before one is written, so that they travel in pairs.
static inline void hardware_copy_message(int64_t from, int64_t to) {
    const int64_t* source = (const int64_t*) from;
    int64_t* target = (int64_t*) to;
    int64_t x1 = source[1], x2 = source[2], x3 = source[3], x4 = source[4], x5 = source[5];
    target[1] = x1;
    target[2] = x2;
    target[3] = x3;
    target[4] = x4;
    target[5] = x5;
}

// No barriers in these: the return to EL0 is a context synchronization event (Arm ARM, ERET, with
// SCTLR_EL1.EOS = 1), and the kernel itself neither uses user addresses nor these registers.
static inline void hardware_switch_thread(int64_t from, int64_t to) {
    int64_t pointer, utcb;
    __asm__ volatile("mrs %0, tpidr_el0" : "=r"(pointer));
    *(int64_t*) (from + FRAME_TPIDR) = pointer;
    pointer = *(int64_t*) (to + FRAME_TPIDR);
    utcb = *(int64_t*) (to + FRAME_TPIDR + 8);
    __asm__ volatile("msr tpidr_el0, %0\n\tmsr tpidrro_el0, %1" :: "r"(pointer), "r"(utcb));
}
static inline void hardware_set_user_table(int64_t ttbr) {
    __asm__ volatile("msr ttbr0_el1, %0" :: "r"(ttbr) : "memory");
}
static inline void hardware_set_coprocessor_access(int64_t v) { __asm__ volatile("msr cpacr_el1, %0" :: "r"(v)); }
static inline void hardware_set_timer_access(int64_t v) { __asm__ volatile("msr cntkctl_el1, %0" :: "r"(v)); }

// Makes new table entries visible to the walkers of all processors (Arm ARM, "Ordering of memory accesses
// from translation table walks": a DSB after the store). The return to EL0 does the rest.
static inline void hardware_table_written(void) { __asm__ volatile("dsb ishst" ::: "memory"); }
// Entries of the kernel's own addresses, which it may use at once: a context synchronization event, too.
static inline void hardware_kernel_table_written(void) { __asm__ volatile("dsb ishst\n\tisb" ::: "memory"); }
// TLB maintenance of the inner shareable domain (Arm ARM, "TLB maintenance instructions", "Ordering and
// completion of TLB maintenance instructions"): each reaches every processor by itself; the invalid entries
// must be visible before (table_written), and the DSB afterwards waits until all processors are done.
static inline void hardware_invalidate_page(int64_t operand) {
    __asm__ volatile("tlbi vale1is, %0" :: "r"(operand) : "memory");
}
static inline void hardware_invalidate_space(int64_t operand) {
    __asm__ volatile("tlbi aside1is, %0" :: "r"(operand) : "memory");
}
static inline void hardware_invalidation_done(void) { __asm__ volatile("dsb ish" ::: "memory"); }
// A change of TTBR0_EL1 takes effect: no speculative walk of the former tables begins any more.
static inline void hardware_synchronize(void) { __asm__ volatile("isb" ::: "memory"); }
static inline void hardware_flush_all(void) {
    __asm__ volatile("dsb ishst\n\ttlbi vmalle1is\n\tdsb ish\n\tisb" ::: "memory");
}
// Cleans one cache line to where a processor without MMU and caches reads (Arm ARM, "point of coherency"),
// and wakes those that wait there.
static inline void hardware_publish_line(int64_t address) {
    __asm__ volatile("dc cvac, %0\n\tdsb sy\n\tsev" :: "r"(address) : "memory");
}

// Writes one cache line back to memory and drops it: what another bus master reads there is what was written,
// and what is read here afterwards is what the other one has written (Arm ARM, "point of coherency").
static inline void hardware_exchange_line(int64_t address) {
    __asm__ volatile("dc civac, %0\n\tdsb sy" :: "r"(address) : "memory");
}
// Accesses to one device are complete before those to another begin.
static inline void hardware_order_devices(void) { __asm__ volatile("dsb sy" ::: "memory"); }
// Wakes processors that wait by WFE for what was written before.
static inline void hardware_send_event(void) { __asm__ volatile("dsb sy\n\tsev" ::: "memory"); }

// Generic timer (Arm ARM, "The Generic Timer in AArch64 state"). The kernel's own is the EL1 physical timer.
// TVAL is a signed 32-bit number.
static inline void hardware_arm_timer(int64_t ticks) {
    __asm__ volatile("msr cntp_tval_el0, %0\n\tmsr cntp_ctl_el0, %1" :: "r"(ticks), "r"(1L));
}
static inline void hardware_disarm_timer(void) { __asm__ volatile("msr cntp_ctl_el0, xzr"); }
static inline int64_t hardware_counter(void) {
    int64_t v;
    __asm__ volatile("isb\n\tmrs %0, cntpct_el0" : "=r"(v));
    return v;
}

// CPU interface of GICv3 (IHI 0069, "AArch64 System register descriptions"). The memory clobber and the DSB
// after an acknowledgement keep device accesses behind it: its effect on the line is complete only then.
static inline int64_t hardware_interrupt_acknowledge(void) {
    int64_t v;
    __asm__ volatile("mrs %0, icc_iar1_el1\n\tdsb sy" : "=r"(v) :: "memory");
    return v;
}
static inline void hardware_interrupt_end(int64_t v) {
    __asm__ volatile("msr icc_eoir1_el1, %0" :: "r"(v) : "memory");
}
static inline void hardware_interrupt_send(int64_t v) {
    __asm__ volatile("msr icc_sgi1r_el1, %0" :: "r"(v) : "memory");
}
// SRE; no priority is masked; groups do not preempt; one write ends an interrupt; group 1 on.
static inline int64_t hardware_interrupt_interface(void) {
    int64_t v;
    __asm__ volatile(
        "mrs %0, icc_sre_el1\n\torr %0, %0, #1\n\tmsr icc_sre_el1, %0\n\tisb\n\tmrs %0, icc_sre_el1" : "=r"(v));
    if (v & 1)
        __asm__ volatile(
            "msr icc_pmr_el1, %0\n\tmsr icc_bpr1_el1, %1\n\tmsr icc_ctlr_el1, xzr\n\tmsr icc_igrpen1_el1, %2\n\tisb"
            :: "r"(0xFFL), "r"(7L), "r"(1L) : "memory");
    return v & 1;
}

// Code that was written through the data side becomes executable: clean to the point of unification,
// invalidate the instruction side (Arm ARM B2.4.4, "Concurrent modification and execution").
// Of what is larger than the instruction cache, 32 KiB in a Cortex-A53, nothing else stays in there anyway.
#define HARDWARE_CODE_CACHE 0x8000
static inline void hardware_publish_code(int64_t address, int64_t size) {
    uint64_t ctr;
    __asm__ volatile("mrs %0, ctr_el0" : "=r"(ctr));
    uint64_t dline = 4u << ((ctr >> 16) & 15), iline = 4u << (ctr & 15);
    uint64_t end = (uint64_t) address + (uint64_t) size;
    for (uint64_t a = (uint64_t) address & ~(dline - 1); a < end; a += dline)
        __asm__ volatile("dc cvau, %0" :: "r"(a) : "memory");
    __asm__ volatile("dsb ish" ::: "memory");
    if (size > HARDWARE_CODE_CACHE) {
        __asm__ volatile("ic ialluis" ::: "memory");
    } else {
        for (uint64_t a = (uint64_t) address & ~(iline - 1); a < end; a += iline)
            __asm__ volatile("ic ivau, %0" :: "r"(a) : "memory");
    }
    __asm__ volatile("dsb ish\n\tisb" ::: "memory");
}
// Tells whoever shares this processor with others, an emulator for one, that it is their turn.
static inline void hardware_yield(void) { __asm__ volatile("yield" ::: "memory"); }
static inline void hardware_wait_for_interrupt(void) { __asm__ volatile("wfi" ::: "memory"); }

extern int64_t kernel_psci_hvc(int64_t function, int64_t a, int64_t b, int64_t c);
extern int64_t kernel_psci_smc(int64_t function, int64_t a, int64_t b, int64_t c);
// The monitor of start.S, if the kernel was entered at EL3: 0 writes, 1 reads, 2 closes it.
static inline int32_t hardware_monitor(int64_t function, int64_t physical, int32_t value) {
    register int64_t x0 __asm__("x0") = function;
    register int64_t x1 __asm__("x1") = physical;
    register int64_t x2 __asm__("x2") = value;
    __asm__ volatile("dsb sy\n\tsmc #0" : "+r"(x2) : "r"(x0), "r"(x1) : "x3", "cc", "memory");
    return (int32_t) x2;
}

extern void kernel_save_floating_point(int64_t frame);
extern void kernel_load_floating_point(int64_t frame);
extern _Noreturn void kernel_resume_first(int64_t frame);

extern char kernel_vectors_locked[];
extern int32_t kernel_lock;
// From here on entries take the kernel lock; it is taken now, until kernel_resume_first gives it back.
static inline void hardware_use_lock(void) {
    *(volatile int32_t*) &kernel_lock = 1;
    __asm__ volatile("msr vbar_el1, %0\n\tisb" :: "r"(kernel_vectors_locked) : "memory");
}

// Addresses of the boot tables and what the entry code found out (start.S).
#define SYMBOL(name) extern char name[]; \
    static inline int64_t hardware_symbol_##name(void) { return (int64_t) name; }
SYMBOL(boot_level0)
SYMBOL(boot_level2_fixed)
SYMBOL(boot_level3_fixed)
SYMBOL(boot_table_pool)
SYMBOL(boot_table_pool_end)
SYMBOL(boot_empty)
SYMBOL(boot_values)
SYMBOL(boot_mailbox)
SYMBOL(_start)
SYMBOL(__image_end)
SYMBOL(__bss_end)
SYMBOL(__stack_top)
SYMBOL(__kernel_stack_stride)
SYMBOL(__vectors_start)
SYMBOL(__vectors_end)
SYMBOL(kernel_processors)
SYMBOL(kernel_idle)
SYMBOL(secondary_entry)
SYMBOL(secondary_context)

extern int32_t demitasse_kernel_ready;
static inline void hardware_forbid_allocation(void) { demitasse_kernel_ready = 1; }
extern void demitasse_print_call_site(int32_t id, void (*put)(char));
