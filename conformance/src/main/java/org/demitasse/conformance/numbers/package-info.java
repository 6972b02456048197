/** Programs on numbers, whose output on the target equals that on HotSpot. */
package org.demitasse.conformance.numbers;
