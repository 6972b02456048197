/** Programs on java.util, whose output on the target equals that on HotSpot. */
package org.demitasse.conformance.util;
