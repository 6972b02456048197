package org.demitasse.toolchain.teavm;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Edits to those C files of TeaVM that are right but for a few lines. */
final class RuntimeCorrections {
  private RuntimeCorrections() {}

  static List<ResourceCorrection> all() {
    return List.of(
        core(),
        coreHeader(),
        stack(),
        stackHeader(),
        exceptions(),
        stringTable(),
        arrays(),
        reflection());
  }

  private static ResourceCorrection core() {
    return ResourceCorrection.of(
            "core.c", "ea36fcc25e1dfa41538a462962afcd90a59a6ef49a360c13cd413986ae62c2dd")
        .replace(
            """
            double teavm_rand() {
                return rand() / ((double) RAND_MAX + 1);
            }
            """,
            """
            #if !DEMITASSE_KERNEL
                #include "demitasse_platform.h"

                /* xorshift64 (Marsaglia 2003), seeded from the clock as Math.random is. */
                double teavm_rand() {
                    static uint64_t state = 0;
                    if (state == 0) {
                        state = (uint64_t) demitasse_nanoseconds() * UINT64_C(0x9E3779B97F4A7C15) | 1;
                    }
                    state ^= state << 13;
                    state ^= state >> 7;
                    state ^= state << 17;
                    return (double) (state >> 11) * 0x1p-53;
                }
            #endif
            """)
        .remove(
            """
                srand((unsigned int) time(NULL));

                #if TEAVM_UNIX
                    setlocale (LC_ALL, "");
                #endif

            """)
        .replace(
            """
            TEAVM_FILL_ARRAY_F(teavm_fillFloatArray, float, double)
            TEAVM_FILL_ARRAY_F(teavm_fillDoubleArray, double, double)
            """,
            """
            #if !DEMITASSE_KERNEL
                TEAVM_FILL_ARRAY_F(teavm_fillFloatArray, float, double)
                TEAVM_FILL_ARRAY_F(teavm_fillDoubleArray, double, double)
            #endif
            """);
  }

  private static ResourceCorrection coreHeader() {
    return ResourceCorrection.of(
            "core.h", "6b213f94764748cddaa539054f450d10f1267f48eabed3ce7e024d793da4ce3e")
        // A function with external linkage in a header that several units include.
        .replace(
            "    int32_t teavm_initNewInstance(",
            "    static inline int32_t teavm_initNewInstance(")
        .append(own("core_end.h"));
  }

  private static ResourceCorrection stack() {
    return ResourceCorrection.of(
            "stack.c", "91a63274a553eb5af8863406c31e0fbc84b1d9c67ca57e33894118d51de54ee0")
        .append(own("stack_end.c"));
  }

  private static ResourceCorrection stackHeader() {
    return ResourceCorrection.of(
            "stack.h", "6291333cc8cd0fceb7155c3cef8833973891bbf7e0317082a1afeed890638bfc")
        .append(own("stack_end.h"));
  }

  private static ResourceCorrection exceptions() {
    return ResourceCorrection.of(
            "exceptions.h", "024e4fafa0a2cd330911b5d84d1b929f928a88d74730cc265d08cbbb940eb368")
        // definitions.h has it already.
        .remove(
            """
                #if TEAVM_UNIX
                    #define TEAVM_UNREACHABLE __builtin_unreachable();
                #endif
                #if TEAVM_WINDOWS
                    #define TEAVM_UNREACHABLE __assume(0);
                #endif
                #if TEAVM_PSP
                    #define TEAVM_UNREACHABLE __builtin_unreachable();
                #endif
                #ifndef TEAVM_UNREACHABLE
                    #define TEAVM_UNREACHABLE return;
                #endif
            """)
        .append(own("exceptions_end.h"));
  }

  private static ResourceCorrection stringTable() {
    return ResourceCorrection.of(
            "stringhash.c", "25e2d8b7be4cc980b9f203f1c34b972d0cacea91c4e6b2f7e304b2b2941edf85")
        // Without floating point, which the kernel does not have.
        .replace(
            "(int32_t) (0.6f * teavm_stringHashtableSize)", "teavm_stringHashtableSize / 5 * 3")
        // Constants are unique already: only a program that interns strings needs the table.
        .replace("    return teavm_internString(str);\n", "    return DEMITASSE_INTERN(str);\n")
        .replace(
            "#include \"stringhash.h\"\n",
            """
            #include "stringhash.h"
            #if DEMITASSE_INTERNS
                #define DEMITASSE_INTERN(str) teavm_internString(str)
            #else
                #define DEMITASSE_INTERN(str) (str)
            #endif
            """);
  }

  private static ResourceCorrection arrays() {
    return ResourceCorrection.of(
            "arrayclass.c", "385dd8732fb552cb25f3b577b22fc85cdd12f51ef0a68222762f68c60587c48a")
        // Classes of object arrays are made when first needed. TeaVM reserves room for eight per
        // class
        // of the program, 50 to 100 KiB; few are ever made.
        .replace(
            "#include \"log.h\"",
            """
            #include "log.h"
            #include "demitasse_runtime.h"
            #include <stdlib.h>
            """)
        .remove(
            """
            static TEAVM_OBJECT_CLASS teavm_dynamicClassPool[TEAVM_DYNAMIC_CLASS_POOL_CAPACITY];
            static int32_t teavm_dynamicClassPoolSize = INT32_C(0);
            """)
        .replace(
            """
                if (teavm_dynamicClassPoolSize + 1 >= TEAVM_DYNAMIC_CLASS_POOL_CAPACITY) {
                    teavm_printWString(L"Metaspace size\\n");
                    abort();
                }
                TEAVM_OBJECT_CLASS* ptr = &teavm_dynamicClassPool[teavm_dynamicClassPoolSize++];
            """,
            """
                #if DEMITASSE_KERNEL
                    TEAVM_OBJECT_CLASS* ptr = demitasse_kernelAllocate(sizeof(TEAVM_OBJECT_CLASS));
                #else
                    TEAVM_OBJECT_CLASS* ptr = calloc(1, sizeof(TEAVM_OBJECT_CLASS));
                #endif
            """)
        .remove(
            """
            int teavm_arrayClassCount() {
                return teavm_dynamicClassPoolSize;
            }
            """)
        .remove(
            """
            extern TeaVM_Class* teavm_arrayClass(int32_t index) {
                return &teavm_dynamicClassPool[index].parent;
            }""");
  }

  private static ResourceCorrection reflection() {
    return ResourceCorrection.of(
            "reflection.c", "6d202ae21f04fb7b8080742beedc33a2af9a7dd7cd4ae7f0d44fe524effa748e")
        // It reads and writes fields of floating-point types, for which the kernel has no
        // registers.
        .replace(
            "#include <stdint.h>\n",
            "#include \"definitions.h\"\n#if !DEMITASSE_KERNEL\n#include <stdint.h>\n")
        .append("#endif\n");
  }

  private static String own(String name) {
    byte[] bytes = RuntimeFiles.standIn(name);
    if (bytes == null) {
      throw new IllegalStateException("the toolchain lacks its runtime file " + name);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
