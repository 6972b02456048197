/* Heap dumps are not supported. */
#pragma once
