/** Programs on java.lang, whose output on the target equals that on HotSpot. */
package org.demitasse.conformance.lang;
