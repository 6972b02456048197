package org.demitasse.base.rpc.example;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Limit;

/** A record of everything, records as well. */
public record Drawing(
    @Limit(20) String title,
    Point from,
    Point to,
    Color color,
    Listener listener,
    Capability<?> owner) {}
