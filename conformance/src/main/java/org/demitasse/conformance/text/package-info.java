/** Programs on text and its streams, whose output on the target equals that on HotSpot. */
package org.demitasse.conformance.text;
