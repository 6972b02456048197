package org.demitasse.base.session;

import org.demitasse.base.Capability;

/**
 * Something that the kernel keeps for a component.
 *
 * @param id names it in the session that made it
 */
public record KernelObject(int id, Capability<Object> capability) {}
