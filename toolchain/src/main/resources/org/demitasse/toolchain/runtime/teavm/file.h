/* java.io.File needs a file system of the host; there is none. A program that uses it does not link. */
#pragma once
