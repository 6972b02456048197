#ifndef DEMITASSE_ASSERT_H
#define DEMITASSE_ASSERT_H

#define assert(condition) ((void) 0)

#endif
