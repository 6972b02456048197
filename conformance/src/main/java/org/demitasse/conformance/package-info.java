/**
 * The conformance suite: programs whose output on the target equals, character for character, what
 * they print on HotSpot. They do what a program should not do as well, so no package here is
 * null-marked.
 */
package org.demitasse.conformance;
