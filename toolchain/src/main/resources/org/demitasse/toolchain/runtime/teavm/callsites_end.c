
/* ---- Demitasse ---- */

/*
 * Unpacks a call site into the form that the exception handling reads. There is one such place: its
 * readers are done with a call site before they look for the next.
 */
TeaVM_CallSite* demitasse_findCallSite(int32_t id) {
    static TeaVM_CallSiteLocation chain[DEMITASSE_CALL_SITE_DEPTH];
    static TeaVM_CallSite site;
    #if DEMITASSE_CALL_SITE_HANDLERS
        int32_t handler = demitasse_callSites[id].handler;
        site.firstHandler = handler != 0 ? exceptionHandlers_teavm_callSites + (handler - 1) : NULL;
    #else
        site.firstHandler = NULL;
    #endif
    int32_t number = demitasse_callSites[id].location;
    site.location = number != 0 ? chain : NULL;
    for (int32_t i = 0; number != 0; ++i) {
        int32_t method = demitasse_locations[number - 1].method;
        int32_t line = demitasse_locations[number - 1].line;
        number = demitasse_locations[number - 1].next;
        chain[i].method = method != 0 ? methodLocations_teavm_callSites + (method - 1) : NULL;
        chain[i].lineNumber = line != 0 ? line : -1;
        chain[i].next = number != 0 ? chain + (i + 1) : NULL;
    }
    return &site;
}
