// What Java cannot say: system registers, device registers, barriers, cache and TLB maintenance.
// One inline function each; Java sees them as natives of org.demitasse.kernel.aarch64.Hardware.
#pragma once
#include <stdint.h>

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
READ_REGISTER(counter_frequency, "cntfrq_el0")

// A context switch to another table with its own ASID needs only the ISB (Arm ARM D8.14.4).
static inline void hardware_set_user_table(int64_t ttbr) {
    __asm__ volatile("msr ttbr0_el1, %0\n\tisb" :: "r"(ttbr) : "memory");
}
// Makes new table entries visible to the walker (Arm ARM D8.2.9: a DSB after the store).
static inline void hardware_table_written(void) { __asm__ volatile("dsb ishst\n\tisb" ::: "memory"); }
static inline void hardware_flush_page(int64_t operand) {
    __asm__ volatile("dsb ishst\n\ttlbi vale1is, %0\n\tdsb ish\n\tisb" :: "r"(operand) : "memory");
}
static inline void hardware_flush_space(int64_t operand) {
    __asm__ volatile("dsb ishst\n\ttlbi aside1is, %0\n\tdsb ish\n\tisb" :: "r"(operand) : "memory");
}
static inline void hardware_flush_all(void) {
    __asm__ volatile("dsb ishst\n\ttlbi vmalle1is\n\tdsb ish\n\tisb" ::: "memory");
}
// Code that was written through the data side becomes executable: clean to the point of unification,
// invalidate the instruction side (Arm ARM B2.4.4, "Concurrent modification and execution").
static inline void hardware_publish_code(int64_t address, int64_t size) {
    uint64_t ctr;
    __asm__ volatile("mrs %0, ctr_el0" : "=r"(ctr));
    uint64_t dline = 4u << ((ctr >> 16) & 15), iline = 4u << (ctr & 15);
    uint64_t end = (uint64_t) address + (uint64_t) size;
    for (uint64_t a = (uint64_t) address & ~(dline - 1); a < end; a += dline)
        __asm__ volatile("dc cvau, %0" :: "r"(a) : "memory");
    __asm__ volatile("dsb ish" ::: "memory");
    for (uint64_t a = (uint64_t) address & ~(iline - 1); a < end; a += iline)
        __asm__ volatile("ic ivau, %0" :: "r"(a) : "memory");
    __asm__ volatile("dsb ish\n\tisb" ::: "memory");
}
static inline void hardware_wait_for_interrupt(void) { __asm__ volatile("wfi" ::: "memory"); }

extern int64_t kernel_psci_hvc(int64_t function, int64_t a, int64_t b, int64_t c);
extern int64_t kernel_psci_smc(int64_t function, int64_t a, int64_t b, int64_t c);
extern void kernel_switch_user_state(int64_t from, int64_t to);
extern _Noreturn void kernel_resume(int64_t frame);

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
SYMBOL(_start)
SYMBOL(__image_end)
SYMBOL(__bss_end)
SYMBOL(__stack_bottom)
SYMBOL(__stack_top)

extern int32_t demitasse_kernel_ready;
static inline void hardware_forbid_allocation(void) { demitasse_kernel_ready = 1; }
extern void demitasse_print_call_site(int32_t id, void (*put)(char));
