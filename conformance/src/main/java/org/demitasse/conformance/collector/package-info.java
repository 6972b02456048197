/** Programs on the garbage collector, whose output on the target equals that on HotSpot. */
package org.demitasse.conformance.collector;
