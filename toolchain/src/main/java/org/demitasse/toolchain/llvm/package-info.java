/** The pinned clang, lld and binary tools: found, verified, unpacked once, run. */
@NullMarked
package org.demitasse.toolchain.llvm;

import org.jspecify.annotations.NullMarked;
