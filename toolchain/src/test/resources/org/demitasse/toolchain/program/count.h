/* What the platform of these tests does instead of output. */
static volatile int64_t written;
