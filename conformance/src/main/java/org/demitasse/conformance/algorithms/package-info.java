/** Programs on larger programs, whose output on the target equals that on HotSpot. */
package org.demitasse.conformance.algorithms;
