/* java.util.Date needs a calendar of the host; there is none. A program that uses it does not link. */
#pragma once
