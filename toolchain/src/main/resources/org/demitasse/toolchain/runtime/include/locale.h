/* Included by the generated code, which needs nothing of it. */
