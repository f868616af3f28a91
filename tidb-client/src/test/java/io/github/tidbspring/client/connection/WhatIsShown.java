package io.github.tidbspring.client.connection;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Everything that a log shows of an exception: its message, its string form, its causes
 * and what it suppressed.
 */
final class WhatIsShown {

	private WhatIsShown() {
	}

	static String of(Throwable failure) {
		StringWriter text = new StringWriter();
		text.append(failure.getMessage()).append('\n').append(failure.toString()).append('\n');
		failure.printStackTrace(new PrintWriter(text, true));
		// Frames name classes and methods, never a value.
		return text.toString().replaceAll("(?m)^\\s+at .*$", "");
	}

}
