/** Programs on lambdas and streams, whose output on the target equals that on HotSpot. */
package org.demitasse.conformance.functional;
