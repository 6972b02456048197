// The threads of the kernel's benchmark. No instruction here touches a floating-point register, memory
// other than the thread's block and control block, or a stack, so that each runs in any space that has
// this code mapped.
//
// An interval begins after one read of the virtual counter and ends with the next. The counter ticks
// once in 16 instructions, so an interval is measured 16 times, each time beginning one instruction
// later within a tick: the sum of the 16 differences in ticks is then the exact number of instructions.

#define CALL                    1       // org.demitasse.abi.SystemCall
#define REPLY_WAIT              2
#define SEND                    3
#define WAIT                    4
#define NOTIFY                  7
#define YIELD                   8
#define ACKNOWLEDGE_WAIT        11
#define SPACE_CREATE            17
#define THREAD_CREATE           18
#define DESTROY                 24
#define CAPABILITY_DELETE       26
#define MAP                     28
#define UNMAP                   29
#define THREAD_START            35
#define NO_WAIT                 1
#define SIGNALS                 1       // org.demitasse.abi.ResultCode
#define UNKNOWN                 1000    // no system call

#define PAGE                    4096
#define READ                    1       // org.demitasse.abi.Permission
#define CAPABILITIES_RECEIVED   96      // org.demitasse.abi.UtcbLayout
#define MESSAGE                 2048
#define FAULT_WORDS             38      // org.demitasse.abi.FaultMessage
#define INSTRUCTION_WORD        (4 + 32)

// A thread's block, its argument; org.demitasse.bench.kernel.Block has the same.
#define OPERANDS                0       // x19 to x22, x15, x13
#define DONE                    48      // x14: notification, signalled after the last sample
#define EXPECTED                56      // x12: what the system call returns
#define UNEXPECTED              64      // how often it returned something else
#define STAMP                   72      // where the other thread of an interval leaves its time
#define SAMPLES                 512
#define SAMPLE_COUNT            64
#define PHASES                  16
#define ATTEMPTS                32      // to find the beginning of a tick: 16 suffice

        // A function that can be left out of programs that do not call it.
        .macro  function name
        .section .text.operations_\name, "ax", %progbits
        .globl  operations_\name
        .type   operations_\name, %function
        .p2align 2
operations_\name:
        .endm

        // x28: block. x9 to x11 are free, x23 to x27 and x29 belong to the measurement.
        .macro  thread name
        function \name
        mov     x28, x0
        ldp     x19, x20, [x28, #OPERANDS]
        ldp     x21, x22, [x28, #OPERANDS + 16]
        ldp     x15, x13, [x28, #OPERANDS + 32]
        ldp     x14, x12, [x28, #DONE]
        .endm

        .macro  marker name
        .globl  operations_\name
operations_\name:
        .endm

        .macro  call number
        mov     x8, #\number
        svc     #0
        .endm

        .macro  samples_begin name
        thread  \name
        bl      operations_settle
        mov     x29, #0
        mov     x27, #0
.Lsample_\name:
        mov     x26, #0
        mov     x25, #0
.Lround_\name:
        .endm

        .macro  interval_begin name
        bl      operations_synchronize
        isb
        mrs     x23, cntvct_el0
        marker  \name\()_begin
        .endm

        .macro  interval_end name
        marker  \name\()_end
        isb
        mrs     x24, cntvct_el0
        .endm

        .macro  check_result
        cmp     x0, x12
        cinc    x29, x29, ne
        .endm

        .macro  add_interval
        sub     x24, x24, x23
        add     x25, x25, x24
        .endm

        .macro  samples_end name
        add     x26, x26, #1
        cmp     x26, #PHASES
        b.ne    .Lround_\name
        add     x9, x28, #SAMPLES
        str     x25, [x9, x27, lsl #3]
        add     x27, x27, #1
        cmp     x27, #SAMPLE_COUNT
        b.ne    .Lsample_\name
        done    \name
        .endm

        // Whoever waits for this has a higher priority and does not let the thread go on.
        .macro  done name
        str     x29, [x28, #UNEXPECTED]
        mov     x0, x14
        mov     x1, #1
        call    NOTIFY
.Ldone_\name:
        b       .Ldone_\name
        .endm

// Waits until the other threads wait and the kernel times nobody's turn any more: more than the 100th part of
// a second, a turn.
        function settle
        mrs     x9, cntfrq_el0
        mov     x10, #90
        udiv    x10, x9, x10
        mrs     x9, cntvct_el0
        add     x10, x10, x9
1:      mrs     x9, cntvct_el0
        cmp     x9, x10
        b.lo    1b
        ret

// x26: instructions to spend after a tick, 0 to 15. The counter is read every 17 instructions: it grows
// by 2 exactly if the first of 16 instructions of a tick is the one that reads it. Where the counter does
// not count instructions that need never happen: then the interval begins anywhere.
        function synchronize
        mov     x24, #ATTEMPTS
        mrs     x9, cntvct_el0
1:      mrs     x10, cntvct_el0
        sub     x11, x10, x9
        mov     x9, x10
        cmp     x11, #2
        b.eq    2f
        subs    x24, x24, #1
        b.eq    2f
        .rept   9
        nop
        .endr
        b       1b
2:      adr     x9, 3f
        sub     x9, x9, x26, lsl #2
        br      x9
        .rept   PHASES - 1
        nop
        .endr
3:      ret

        samples_begin empty
        interval_begin empty
        interval_end empty
        add_interval
        samples_end empty

        samples_begin null
        interval_begin null
        call    0
        interval_end null
        check_result
        add_interval
        samples_end null

// x19: notification.
        samples_begin poll
        interval_begin poll
        mov     x0, x19
        mov     x1, #NO_WAIT
        call    WAIT
        interval_end poll
        check_result
        add_interval
        samples_end poll

// x19: handle of nothing.
        samples_begin bad_send
        interval_begin bad_send
        mov     x0, x19
        mov     x1, #0
        mov     x6, #0
        call    SEND
        interval_end bad_send
        check_result
        add_interval
        samples_end bad_send

        samples_begin yield
        interval_begin yield
        call    YIELD
        interval_end yield
        check_result
        add_interval
        samples_end yield

        thread  yielder
        mov     x8, #YIELD
1:      svc     #0
        b       1b

// x19: portal, x20: tag.
        samples_begin client
        interval_begin client
        mov     x0, x19
        mov     x1, x20
        call    CALL
        interval_end client
        check_result
        add_interval
        samples_end client

// x19: endpoint, x20: tag of the answer.
        thread  server
        mov     x8, #REPLY_WAIT
1:      mov     x0, x19
        mov     x1, x20
        svc     #0
        b       1b

// x19: portal, x20: tag with a capability. A second call lets the server delete it.
        samples_begin giver
        interval_begin giver
        mov     x0, x19
        mov     x1, x20
        call    CALL
        interval_end giver
        check_result
        add_interval
        mov     x0, x19
        mov     x1, #0
        call    CALL
        check_result
        samples_end giver

// x19: endpoint.
        thread  taker
        mrs     x20, tpidrro_el0
1:      mov     x0, x19
        mov     x1, #0
        call    REPLY_WAIT
        mov     x0, x19
        mov     x1, #0
        svc     #0
        ldr     x0, [x20, #CAPABILITIES_RECEIVED]
        call    CAPABILITY_DELETE
        b       1b

// x19: notification, x20: block with the waiter's stamp. Ends at the waiter's first instruction.
        samples_begin notify_higher
        interval_begin notify_higher
        mov     x0, x19
        mov     x1, #1
        call    NOTIFY
        check_result
        ldr     x24, [x20, #STAMP]
        add_interval
        samples_end notify_higher

// x19: notification.
        thread  stamping_waiter
1:      mov     x0, x19
        mov     x1, #0
        call    WAIT
        marker  notify_higher_end
        isb
        mrs     x9, cntvct_el0
        str     x9, [x28, #STAMP]
        b       1b

// x19: notification. The one who waits for it, if there is one, has the same priority.
        samples_begin notify
        interval_begin notify
        mov     x0, x19
        mov     x1, #1
        call    NOTIFY
        interval_end notify
        check_result
        add_interval
        call    YIELD
        samples_end notify

        thread  waiter
1:      mov     x0, x19
        mov     x1, #0
        call    WAIT
        b       1b

// x19: notification of the other thread, x20: of this one.
        samples_begin ping
        interval_begin ping
        mov     x0, x19
        mov     x1, #1
        call    NOTIFY
        mov     x0, x20
        mov     x1, #0
        call    WAIT
        interval_end ping
        check_result
        add_interval
        samples_end ping

        thread  pong
1:      mov     x0, x20
        mov     x1, #0
        call    WAIT
        mov     x0, x19
        mov     x1, #1
        call    NOTIFY
        b       1b

// x19: address without memory, x20: portal to the pager. A call lets the pager take the page away and say
// how many ticks the mapping took, which do not count.
        samples_begin fault
        interval_begin fault
        ldr     x9, [x19]
        interval_end fault
        mov     x0, x20
        mov     x1, #0
        call    CALL
        check_result
        sub     x24, x24, x2
        add_interval
        samples_end fault

// x19: address, x20: endpoint, x21: space, x22: range, x15: offset in it.
        thread  pager
        mov     x0, x20
        mov     x1, #0
        call    WAIT
1:      isb
        mrs     x23, cntvct_el0
        mov     x0, x21
        mov     x1, x22
        mov     x2, x15
        mov     x3, x19
        mov     x4, #PAGE
        mov     x5, #READ
        call    MAP
        isb
        mrs     x24, cntvct_el0
        mov     x0, x20
        mov     x1, #0
        call    REPLY_WAIT
        mov     x0, x21
        mov     x1, x19
        mov     x2, #PAGE
        call    UNMAP
        mov     x0, x20
        mov     x1, #1
        sub     x2, x24, x23
        call    REPLY_WAIT
        b       1b

        samples_begin exception
        interval_begin exception
        brk     #0
        interval_end exception
        add_interval
        samples_end exception

// x19: endpoint. Lets the thread go on behind the instruction.
        thread  handler
        mrs     x20, tpidrro_el0
        mov     x8, #REPLY_WAIT
        mov     x1, #0
1:      mov     x0, x19
        svc     #0
        ldr     x9, [x20, #MESSAGE + INSTRUCTION_WORD * 8]
        add     x9, x9, #4
        str     x9, [x20, #MESSAGE + INSTRUCTION_WORD * 8]
        mov     x1, #FAULT_WORDS
        b       1b

        samples_begin unknown
        interval_begin unknown
        call    UNKNOWN
        interval_end unknown
        add_interval
        samples_end unknown

// x19: address, x20: bytes, x21: space, x22: range, x15: offset in it.
        .macro  map_pages
        mov     x0, x21
        mov     x1, x22
        mov     x2, x15
        mov     x3, x19
        mov     x4, x20
        mov     x5, #READ
        call    MAP
        .endm

        .macro  unmap_pages
        mov     x0, x21
        mov     x1, x19
        mov     x2, x20
        call    UNMAP
        .endm

        samples_begin map
        interval_begin map
        map_pages
        interval_end map
        check_result
        add_interval
        unmap_pages
        check_result
        samples_end map

        samples_begin unmap
        map_pages
        check_result
        interval_begin unmap
        unmap_pages
        interval_end unmap
        check_result
        add_interval
        samples_end unmap

// x19: interrupt of the virtual timer, x20: notification. The timer expires at the beginning of a tick; the
// time of the first instruction afterwards is found by counting instructions until the next tick begins.
        thread  driver
        bl      operations_settle
        mov     x29, #0
        mov     x27, #0
1:      mrs     x23, cntvct_el0
        add     x23, x23, #1024
        msr     cntv_cval_el0, x23
        mov     x9, #1
        msr     cntv_ctl_el0, x9
        isb
        mov     x0, x19
        mov     x1, x20
        call    ACKNOWLEDGE_WAIT
        mrs     x9, cntvct_el0
        mov     x26, #0
2:      mrs     x10, cntvct_el0
        sub     x11, x10, x9
        mov     x9, x10
        cmp     x11, #2
        b.eq    3f
        add     x26, x26, #17
        cmp     x26, #17 * ATTEMPTS
        b.hs    3f
        .rept   8
        nop
        .endr
        b       2b
3:      msr     cntv_ctl_el0, xzr
        isb
        check_result
        sub     x9, x9, x23
        lsl     x9, x9, #4              // from the expiry to the tick, in instructions
        sub     x9, x9, x26
        sub     x9, x9, #2
        add     x10, x28, #SAMPLES
        str     x9, [x10, x27, lsl #3]
        add     x27, x27, #1
        cmp     x27, #SAMPLE_COUNT
        b.ne    1b
        done    driver

        thread  spinner
1:      nop
        b       1b

// x19: factory, x20: space, x21: address for the control block, x22: portal to a notification for the new
// thread, x15: that notification, x13: code.
        samples_begin creator
        interval_begin creator
        mov     x0, x19
        mov     x1, x20
        mov     x2, x13
        mov     x3, #0
        mov     x4, x22
        mov     x5, x21
        mov     x6, #0
        call    THREAD_CREATE
        mov     x10, x1
        mov     x0, x10
        call    THREAD_START
        mov     x0, x15
        mov     x1, #0
        call    WAIT
        mov     x0, x10
        call    DESTROY
        interval_end creator
        check_result
        add_interval
        samples_end creator

        function created
        call    NOTIFY
1:      b       1b

// x19: factory, x20 and x21: address and length of a label.
        samples_begin space
        interval_begin space
        mov     x0, x19
        mov     x1, x20
        mov     x2, x21
        mov     x3, #16
        call    SPACE_CREATE
        mov     x0, x1
        call    DESTROY
        interval_end space
        check_result
        add_interval
        samples_end space

// x19: notification. Becomes the owner of the floating-point registers, and says so.
        thread  floating_point
        fmov    d0, xzr
        mov     x0, x19
        mov     x1, #1
        call    NOTIFY
1:      call    YIELD
        b       1b

// x0: number of the measurement, which a debugger looks at; x1: thread that becomes the owner of the
// floating-point registers and is destroyed; x2: whether this thread becomes it then; x3: partner or 0;
// x4: measured thread; x5: notification. In assembly, since a compiler may use floating-point registers
// anywhere.
        function run
        stp     x29, x30, [sp, #-16]!
        mov     x29, sp
        mov     x9, x2
        mov     x10, x3
        mov     x11, x4
        mov     x12, x5
        mov     x13, x1
        mov     x0, x13
        call    THREAD_START
        cbnz    x0, 5f
        mov     x0, x12
        mov     x1, #0
        call    WAIT
        mov     x0, x13
        call    DESTROY
        cbnz    x0, 5f
        cbz     x9, 2f
        fmov    d0, xzr
2:      cbz     x10, 3f
        mov     x0, x10
        call    THREAD_START
        cbnz    x0, 5f
3:      mov     x0, x11
        call    THREAD_START
        cbnz    x0, 5f
        mov     x0, x12
        mov     x1, #0
        call    WAIT
        cmp     x0, #SIGNALS
        csel    x0, xzr, x0, eq
5:      ldp     x29, x30, [sp], #16
        ret

        .section .note.GNU-stack, "", %progbits
