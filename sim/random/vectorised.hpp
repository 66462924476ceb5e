#pragma once

/// Two words for loops that must be fast everywhere. `SIM_VECTORISED` before a function compiles it three times, for
/// AVX-512, AVX2 and any x86-64, and lets the processor choose at the start of the program; the arithmetic is the
/// same in all three, so are the bits. `SIM_INLINE` goes before what such a loop calls: a call left over would stop
/// the vectoriser. Only g++ on x86-64 with glibc: clang 14 takes the attribute but runs a lesser copy, and the thread
/// sanitizer is not awake yet when the choice is made. `SIM_VECTORISED_FOR` says one kind of processor instead, for
/// tests/processors: the choice is made by the processor's own word, which no setting of glibc changes.
#if defined(SIM_VECTORISED_FOR)
#define SIM_VECTORISED __attribute__((target(SIM_VECTORISED_FOR)))
#elif defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__gnu_linux__) && \
    !defined(__SANITIZE_THREAD__)
#define SIM_VECTORISED __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define SIM_VECTORISED
#endif

#define SIM_INLINE __attribute__((always_inline)) inline
