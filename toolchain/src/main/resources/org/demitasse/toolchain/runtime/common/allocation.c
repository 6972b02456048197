/* malloc and free for the little that is not Java: tables at start, texts passed to native methods. First fit on a
   list of free blocks ordered by address; neighbours are joined when a block is freed. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "demitasse_platform.h"

typedef struct Block {
    /* Of the whole block, this header included. */
    size_t size;
    /* Next free block; meaningless while the block is in use. */
    struct Block* next;
} Block;

#define ALIGNMENT 16

static Block* freeBlocks;

void demitasse_arena(char* start, char* end) {
    uintptr_t first = ((uintptr_t) start + ALIGNMENT - 1) & ~(uintptr_t) (ALIGNMENT - 1);
    uintptr_t last = (uintptr_t) end & ~(uintptr_t) (ALIGNMENT - 1);
    Block* block = (Block*) first;
    block->size = last - first;
    block->next = NULL;
    freeBlocks = block;
}

void* malloc(size_t size) {
    if (size > PTRDIFF_MAX - sizeof(Block) - ALIGNMENT) {
        teavm_outOfMemory();
    }
    size_t needed = (size + sizeof(Block) + ALIGNMENT - 1) & ~(size_t) (ALIGNMENT - 1);
    for (Block** link = &freeBlocks; *link != NULL; link = &(*link)->next) {
        Block* block = *link;
        if (block->size >= needed) {
            if (block->size - needed >= 2 * sizeof(Block)) {
                Block* rest = (Block*) ((char*) block + needed);
                rest->size = block->size - needed;
                rest->next = block->next;
                block->size = needed;
                *link = rest;
            } else {
                *link = block->next;
            }
            return block + 1;
        }
    }
    /* The generated code does not check for NULL. */
    teavm_outOfMemory();
    abort();
}

void free(void* pointer) {
    if (pointer == NULL) {
        return;
    }
    Block* block = (Block*) pointer - 1;
    Block* previous = NULL;
    Block* next = freeBlocks;
    while (next != NULL && next < block) {
        previous = next;
        next = next->next;
    }
    block->next = next;
    if (next != NULL && (char*) block + block->size == (char*) next) {
        block->size += next->size;
        block->next = next->next;
    }
    if (previous == NULL) {
        freeBlocks = block;
    } else if ((char*) previous + previous->size == (char*) block) {
        previous->size += block->size;
        previous->next = block->next;
    } else {
        previous->next = block;
    }
}

void* calloc(size_t count, size_t size) {
    size_t total;
    if (__builtin_mul_overflow(count, size, &total)) {
        teavm_outOfMemory();
    }
    return memset(malloc(total), 0, total);
}

void* realloc(void* pointer, size_t size) {
    void* result = malloc(size);
    if (pointer != NULL) {
        size_t old = ((Block*) pointer - 1)->size - sizeof(Block);
        memcpy(result, pointer, old < size ? old : size);
        free(pointer);
    }
    return result;
}

/* Reached when no handler exists for an exception; its stack has been printed. */
void abort(void) {
    demitasse_log_flush();
    demitasse_exit(1);
}
