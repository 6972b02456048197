/* Only of use in incremental builds, which are not made. */
