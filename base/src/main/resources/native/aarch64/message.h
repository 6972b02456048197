// Calls to other components from C: those that the runtime itself makes. Operations are the places of the
// methods in org.demitasse.base.session; a test compares them, and the layouts with org.demitasse.abi.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include "native.h"

#define DEMITASSE_CALL 1

#define DEMITASSE_PARENT_EXIT 0
#define DEMITASSE_PARENT_SESSION_CAPABILITY 2
#define DEMITASSE_SESSION_DOMAIN 1
#define DEMITASSE_SESSION_LOG 3
#define DEMITASSE_LOG_WRITE 0
#define DEMITASSE_LOG_WRITE_LIMIT 1024
#define DEMITASSE_DOMAIN_GROW_HEAP 16

#define DEMITASSE_UTCB_CAPABILITIES_RECEIVED 96
#define DEMITASSE_UTCB_MESSAGE 2048
#define DEMITASSE_SHORT_WORDS 4
#define DEMITASSE_TAG_CAPABILITIES 0x7000
#define DEMITASSE_INFORMATION_MAGIC 0x504D4F4353544D44

// org.demitasse.abi.ComponentInformation
typedef struct {
  int64_t magic;
  int32_t labelLength;
  int32_t reserved;
  int64_t parent;
  char label[];
} DemitasseInformation;

// org.demitasse.abi.MessageTag, and the words that travel in registers.
typedef struct {
  int64_t tag;
  int64_t words[DEMITASSE_SHORT_WORDS];
} DemitasseMessage;

DEMITASSE_NATIVE int64_t demitasse_tag(int64_t operation, int64_t words) {
  return operation << 32 | words;
}

DEMITASSE_NATIVE char* demitasse_utcb(void) {
  char* utcb;
  __asm__("mrs %0, tpidrro_el0" : "=r"(utcb));
  return utcb;
}

// Sends the message and makes it the answer. Returns 0 if the call was answered well: the kernel has
// carried it, and the answer's operation is 0.
DEMITASSE_NATIVE int64_t demitasse_rpc(int64_t portal, DemitasseMessage* message) {
  register int64_t x8 __asm__("x8") = DEMITASSE_CALL;
  register int64_t x0 __asm__("x0") = portal;
  register int64_t x1 __asm__("x1") = message->tag;
  register int64_t x2 __asm__("x2") = message->words[0];
  register int64_t x3 __asm__("x3") = message->words[1];
  register int64_t x4 __asm__("x4") = message->words[2];
  register int64_t x5 __asm__("x5") = message->words[3];
  register int64_t x6 __asm__("x6") = 0;
  __asm__ volatile("svc #0"
                   : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4), "+r"(x5), "+r"(x6)
                   : "r"(x8)
                   : "x7", "memory");
  message->tag = x1;
  message->words[0] = x2;
  message->words[1] = x3;
  message->words[2] = x4;
  message->words[3] = x5;
  return x0 != 0 ? x0 : x1 >> 32;
}
