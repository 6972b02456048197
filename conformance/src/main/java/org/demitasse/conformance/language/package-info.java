/** Programs on the language, whose output on the target equals that on HotSpot. */
package org.demitasse.conformance.language;
