#ifndef DEMITASSE_SETJMP_H
#define DEMITASSE_SETJMP_H

/* x19-x30, sp and d8-d15 */
typedef unsigned long long jmp_buf[22];

__attribute__((returns_twice)) int setjmp(jmp_buf buffer);
_Noreturn void longjmp(jmp_buf buffer, int value);

#endif
